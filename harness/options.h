/* SPDX-License-Identifier: MIT
 *
 * The command line as data.
 */
#ifndef LASTWORDS_OPTIONS_H
#define LASTWORDS_OPTIONS_H

#include <stdbool.h>
#include "plan.h"

enum exit_code { EXIT_AS_EXPECTED = 0, EXIT_NOT_AS_EXPECTED = 1, EXIT_USAGE = 2, EXIT_BLOCKED = 3, EXIT_SKIPPED = 77 };

struct options {
	const char *command;
	const char *const *arguments; /* what is no option */
	size_t arguments_count;
	struct plan_filter filter;
	unsigned rounds;    /* 0 unless said */
	unsigned jobs;	    /* 0: one per core */
	const char *record; /* NULL: the default path */
	const char *resume; /* NULL: a new run */
	const char *probes; /* NULL: beside the program */
	const char *claim;  /* NULL: all */
	double deadline;    /* seconds */
	long long pid;	    /* 0 unless said */
	double wait;	    /* seconds; negative unless said */
	bool tree;
	bool force;
	bool quiet_only;
	bool no_namespace;
	bool json;
	bool all;
	bool bench;
	bool help;
};

/* options_parse - read the command line. Returns 0, or -1 after saying on stderr what is wrong and
 * what to try. argv is borrowed. */
int options_parse(int argc, char **argv, struct options *ret_options);

#endif
