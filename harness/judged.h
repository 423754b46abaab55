/* SPDX-License-Identifier: MIT
 *
 * What the judge remembers; between the halves of it that take in lines (judge.c) and that rule (rule.c).
 */
#ifndef LASTWORDS_JUDGED_H
#define LASTWORDS_JUDGED_H

#include "judge.h"
#include "trace.h"

/* What is known of one claim in one cell, over all rounds. */
enum {
	KNOWN_SELECTED = 1,
	KNOWN_CONTROL = 2,
	KNOWN_YES = 4,
	KNOWN_NO = 8,
	KNOWN_SILENT = 16, /* what is asked was not told */
	KNOWN_CONTROL_YES = 64,
	KNOWN_CONTROL_NO = 128
};

struct known {
	char name[CELL_NAME_MAX];
	uint64_t order;	  /* its place in the plan; ids that are not known come last */
	unsigned ground;  /* rounds that the machine could not run */
	unsigned fault;	  /* rounds that we failed to observe */
	uint8_t claims[]; /* a set of KNOWN_* for each claim */
};

struct judge {
	enum platform platform;
	size_t first, last; /* the claims that are judged: first, and the one after the last */
	json_t *index;	    /* cell name -> number in cells */
	json_t *troubles;   /* "round cell" -> was it the ground? */
	struct known **cells;
	size_t cells_count;
	char (*because)[160];	   /* of the first counter-example of each claim, else of the first fault */
	uint64_t *said_of;	   /* the order of the cell that it is said of */
	size_t *exhibit;	   /* the cell of the counter-example, plus one */
	bool absent[AXIS_MAX][64]; /* ids that the platform lacks */
};

/* judged_before - the order in which cells are shown: that of the plan, whatever the order of the lines was. */
bool judged_before(const struct known *one, const struct known *other);

#endif
