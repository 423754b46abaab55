/* SPDX-License-Identifier: MIT
 *
 * From observations to rulings. Pure: it sees what stands in a record and the claims, nothing
 * else, so that a record of any platform can be judged anywhere.
 *
 * A claim speaks of all cells that its selector picks. One counter-example refutes it; a cell that
 * shows both answers in different rounds makes it mixed; a claim with a negative in it holds
 * only when its control cells showed the positive.
 */
#ifndef LASTWORDS_JUDGE_H
#define LASTWORDS_JUDGE_H

#include <jansson.h>
#include <stdbool.h>
#include "claim.h"

struct judge;

struct verdict {
	enum ruling ruling;
	bool as_expected; /* also true where nothing is expected, or nothing could be tested here */
	bool fault;	  /* blocked by the harness, not by what the machine lacks */
	unsigned cells;	  /* observed */
	unsigned blocked;
	const char *exhibit; /* a cell's name, NULL when there is none; lives as long as the judge */
	char because[320];   /* UTF-8 without control characters, whatever the record holds */
};

/* Many times what any plan has. More cells are not taken in, so that memory has a bound (some 70 MB). */
enum { JUDGE_CELLS_MAX = 1 << 17 };

/* judge_new - for the claims of the table and one platform. NULL when memory is short. */
struct judge *judge_new(enum platform platform);
void judge_free(struct judge *judge);

/* judge_only - from now on take in what is said of claims[index] alone; the verdicts on the others mean nothing then.
 * For who asks about one claim: most of the time goes into matching the names of cells with the selectors of all
 * claims. */
void judge_only(struct judge *judge, size_t index);

/* judge_line - take in one line of a record (type cell or absent; others are ignored). Lines
 * with unknown ids, wrong types or names that are no cell's change nothing; returns -1 for them, else 0. */
int judge_line(struct judge *judge, json_t *line);

/* judge_verdict - the ruling on claims[index] by what was taken in so far. */
void judge_verdict(const struct judge *judge, size_t index, struct verdict *ret_verdict);

/* judge_json - a verdict as a line of the record. New reference. */
json_t *judge_json(enum platform platform, size_t index, const struct verdict *verdict);

const char *ruling_name(enum ruling ruling);

#endif
