/* SPDX-License-Identifier: MIT
 *
 * What the judge needs of a cell line, read from JSON.
 */
#ifndef LASTWORDS_OBSERVATION_H
#define LASTWORDS_OBSERVATION_H

#include <jansson.h>
#include <stdbool.h>
#include "claim.h"

/* Strings are borrowed from the line. */
struct observation {
	uint32_t ran;
	uint32_t end;	    /* 1 << enum end_how */
	uint32_t wrapper;   /* the same, 0 where there is none */
	const char *signal; /* of the end, NULL for none */
	long long code;
	long long error;	   /* of the first call that failed */
	uint32_t found, not_found; /* what the probe could tell of its start */
	json_t *heard;		   /* array of names */
	bool sent_ok;
	bool left;
	bool deadline; /* its basis proves nothing */
};

/* observation_read - from a cell line with an `end`. Returns 0, or -1 when a field is missing or of
 * the wrong type. Unknown rungs are passed over: a newer harness knows more. */
int observation_read(json_t *line, struct observation *ret_observation);

/* observation_answers - was all told that the claim asks for? A probe may not say what it found at its start, and what
 * was not said is neither yes nor no. */
bool observation_answers(const struct observation *observation, const struct that *that);

/* observation_satisfies - of an observation that answers: is what the claim says so in this cell? If not, why (of size
 * bytes) gets the first thing that differs. */
bool observation_satisfies(const struct observation *observation, const struct that *that, char *why, size_t size);

/* observation_is_control - does it show the opposite of the negatives in `that`? */
bool observation_is_control(const struct observation *observation, const struct that *that);

#endif
