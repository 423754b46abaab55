/* SPDX-License-Identifier: MIT
 *
 * Prints verdicts. Words carry the meaning, colour only helps.
 */
#include "table.h"

#include <stdio.h>
#include <string.h>
#include "console.h"
#include "options.h"

static const char *mark_of(const struct verdict *verdict)
{
	if (verdict->fault)
		return "FAULT";
	if (verdict->ruling == RULING_UNTESTED || verdict->ruling == RULING_BLOCKED || verdict->ruling == RULING_ABSENT)
		return verdict->as_expected ? "skip" : "FAIL";
	return verdict->as_expected ? "pass" : "FAIL";
}

static const char *colour_of(const char *mark)
{
	if (strcmp(mark, "pass") == 0)
		return "\033[32m";
	return strcmp(mark, "skip") == 0 ? "\033[33m" : "\033[31m";
}

static void print_row(const struct claim *claim, const struct verdict *verdict, bool colour)
{
	const char *mark = mark_of(verdict);

	printf("%s%-5s%s %-8s %5u  %-42s %s\n", colour ? colour_of(mark) : "", mark, colour ? "\033[0m" : "",
	       ruling_name(verdict->ruling), verdict->cells, claim->id, claim->title);
	if (strcmp(mark, "pass") != 0 || verdict->ruling == RULING_REFUTED)
		printf("      %s\n", verdict->because);
	if (strcmp(mark, "FAIL") == 0 && verdict->exhibit != NULL)
		printf("      see it again: lastwords run '%s'\n", verdict->exhibit);
}

static void add(struct outcome *outcome, const struct verdict *verdict)
{
	outcome->rulings[verdict->ruling]++;
	if (verdict->fault)
		outcome->faults++;
	else if (!verdict->as_expected)
		outcome->not_as_expected++;
	else if (verdict->ruling == RULING_HOLDS || verdict->ruling == RULING_REFUTED)
		outcome->as_expected++;
	else
		outcome->skipped++;
}

struct outcome table_print(const struct judge *judge, const char *only, bool all,
			   void (*take)(void *context, size_t index, const struct verdict *verdict), void *context)
{
	struct outcome outcome = {0};
	const char *family = "";
	bool colour = console_is_terminal(stdout);

	for (size_t i = 0; i < claims_count; i++) {
		struct verdict verdict;

		if (only != NULL && strcmp(only, claims[i].id) != 0)
			continue;
		judge_verdict(judge, i, &verdict);
		add(&outcome, &verdict);
		if (take != NULL)
			take(context, i, &verdict);
		if (verdict.ruling == RULING_UNTESTED && !all && only == NULL)
			continue;
		if (strcmp(family, claims[i].family) != 0) {
			family = claims[i].family;
			printf("\n%s\n      %-8s %5s  %s\n", family, "ruling", "cells", "claim");
		}
		print_row(&claims[i], &verdict, colour);
	}
	return outcome;
}

int table_exit_code(const struct outcome *outcome)
{
	if (outcome->not_as_expected > 0)
		return EXIT_NOT_AS_EXPECTED;
	return outcome->faults > 0 ? EXIT_BLOCKED : EXIT_AS_EXPECTED;
}
