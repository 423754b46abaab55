/* SPDX-License-Identifier: MIT
 *
 * The pass/fail tables on the terminal.
 */
#ifndef LASTWORDS_TABLE_H
#define LASTWORDS_TABLE_H

#include "judge.h"

/* What the verdicts came to. */
struct outcome {
	unsigned as_expected;
	unsigned not_as_expected;
	unsigned skipped; /* absent here, blocked by what the machine lacks, or not run */
	unsigned faults;  /* blocked by the harness */
	unsigned rulings[RULING_MAX];
};

/* table_print - one row a claim on stdout, by family; only: NULL or the id of the one to print.
 * Colour only on a terminal. Untested claims are left out unless all is set. Each verdict is also given to
 * take, where that is not NULL. Returns what it came to. */
struct outcome table_print(const struct judge *judge, const char *only, bool all,
			   void (*take)(void *context, size_t index, const struct verdict *verdict), void *context);

/* table_exit_code - an enum exit_code. */
int table_exit_code(const struct outcome *outcome);

#endif
