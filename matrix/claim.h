/* SPDX-License-Identifier: MIT
 *
 * A claim: one statement that can be true or false. The table is compiled from
 * claims/<family>.toml by claims.py at build time; words and sources live there.
 */
#ifndef LASTWORDS_CLAIM_H
#define LASTWORDS_CLAIM_H

#include <stdint.h>
#include "axes.h"

enum ruling {
	RULING_UNSET,
	RULING_HOLDS,
	RULING_REFUTED,
	RULING_MIXED,
	RULING_UNTESTED,
	RULING_ABSENT,
	RULING_BLOCKED,
	RULING_MAX
};

/* What must be so in every selected cell. Unset members ask nothing. */
struct that {
	uint32_t ran;		  /* all of these rungs, bits 1 << enum rung */
	uint32_t not_ran;	  /* none of these; a negative, needs a control */
	uint32_t end;		  /* one of these ends, bits 1 << enum end_how */
	uint32_t wrapper;	  /* the same for the process that was started, when it is not the probe */
	const char *signal;	  /* the end's signal by name, e.g. "SIGTERM" */
	int64_t code;		  /* the exit code, -1 asks nothing */
	long long error;	  /* of the first call that failed, 0 for none; -1 asks nothing */
	uint32_t found;		  /* all of these the probe found at its start, bits 1 << enum found */
	uint32_t not_found;	  /* none of these */
	const char *const *heard; /* NULL-terminated: the signals handlers were entered for, in order */
	const char *sent;	  /* "ok" or "refused" */
	const char *left;	  /* "nothing" or "something": was anything left that we had to end */
};

struct claim {
	const char *id; /* family.name */
	const char *family;
	const char *title;
	const char *says;	    /* the statement, one or two sentences */
	const char *const *article; /* NULL-terminated rows of the article's map, may be empty */
	const char *const *sources; /* NULL-terminated addresses */
	const char *const *cells;   /* NULL-terminated globs over cell names */
	const char *const *control; /* NULL-terminated globs, NULL where none is needed */
	struct that that;
	uint8_t expect[PLATFORM_MAX];	/* enum ruling, 0 where not stated */
	uint8_t known[PLATFORM_MAX];	/* enum ruling of a known deviation, 0 where none */
	const char *note[PLATFORM_MAX]; /* why it deviates, set wherever known is */
};

extern const struct claim claims[];
extern const size_t claims_count;

#endif
