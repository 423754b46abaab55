/* SPDX-License-Identifier: MIT
 *
 * Reads options with getopt_long(3).
 */
#include "options.h"

#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPT_ROUNDS = 256,
	OPT_JOBS,
	OPT_SHARD,
	OPT_RECORD,
	OPT_RESUME,
	OPT_PROBES,
	OPT_CLAIM,
	OPT_DEADLINE,
	OPT_BASIS,
	OPT_NO_NAMESPACE,
	OPT_JSON,
	OPT_ALL,
	OPT_PID,
	OPT_TREE,
	OPT_WAIT,
	OPT_FORCE,
	OPT_HELP
};

static const struct option table[] = {
	{"rounds", required_argument, NULL, OPT_ROUNDS}, {"jobs", required_argument, NULL, OPT_JOBS},
	{"shard", required_argument, NULL, OPT_SHARD},	 {"record", required_argument, NULL, OPT_RECORD},
	{"resume", required_argument, NULL, OPT_RESUME}, {"probes", required_argument, NULL, OPT_PROBES},
	{"claim", required_argument, NULL, OPT_CLAIM},	 {"deadline", required_argument, NULL, OPT_DEADLINE},
	{"basis", required_argument, NULL, OPT_BASIS},	 {"no-namespace", no_argument, NULL, OPT_NO_NAMESPACE},
	{"json", no_argument, NULL, OPT_JSON},		 {"all", no_argument, NULL, OPT_ALL},
	{"pid", required_argument, NULL, OPT_PID},	 {"tree", no_argument, NULL, OPT_TREE},
	{"wait", required_argument, NULL, OPT_WAIT},	 {"force", no_argument, NULL, OPT_FORCE},
	{"help", no_argument, NULL, OPT_HELP},		 {NULL, 0, NULL, 0},
};

enum { ROUNDS_MAX = 10000, JOBS_MAX = 1000 };

static int wrong(const char *option, const char *value, const char *wanted)
{
	fprintf(stderr, "lastwords: --%s %s: give %s\n", option, value, wanted);
	return -1;
}

static int read_count(const char *option, const char *text, unsigned most, unsigned *ret_count)
{
	char *end;
	unsigned long count = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || count < 1 || count > most)
		return wrong(option, text, most == ROUNDS_MAX ? "a number from 1 to 10000" : "a number from 1 to 1000");
	*ret_count = (unsigned)count;
	return 0;
}

static int read_seconds(const char *option, const char *text, double least, double *ret_seconds)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end != '\0' || !(seconds >= least && seconds <= 3600))
		return wrong(option, text, least > 0 ? "seconds from 0.1 to 3600" : "seconds from 0 to 3600");
	*ret_seconds = seconds;
	return 0;
}

/* 0 and negative numbers mean groups to kill(2): never what is asked for here. */
static int read_pid(const char *text, long long *ret_pid)
{
	char *end;
	unsigned long long pid = strtoull(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || pid < 1 || pid > UINT32_MAX)
		return wrong("pid", text, "the number of one process, 1 or more");
	*ret_pid = (long long)pid;
	return 0;
}

static int take(struct options *options, int option, const char *value)
{
	switch (option) {
	case OPT_ROUNDS:
		return read_count("rounds", value, ROUNDS_MAX, &options->rounds);
	case OPT_JOBS:
		return read_count("jobs", value, JOBS_MAX, &options->jobs);
	case OPT_SHARD:
		if (plan_parse_shard(value, &options->filter) == 0)
			return 0;
		return wrong("shard", value, "I/N with 1 <= I <= N, as in 2/4");
	case OPT_RECORD:
		options->record = value;
		return 0;
	case OPT_RESUME:
		options->resume = value;
		return 0;
	case OPT_PROBES:
		options->probes = value;
		return 0;
	case OPT_CLAIM:
		options->claim = value;
		return 0;
	case OPT_DEADLINE:
		return read_seconds("deadline", value, 0.1, &options->deadline);
	case OPT_BASIS:
		options->quiet_only = strcmp(value, "quiet") == 0;
		return options->quiet_only || strcmp(value, "fence") == 0 ? 0 : wrong("basis", value, "fence or quiet");
	case OPT_NO_NAMESPACE:
		options->no_namespace = true;
		return 0;
	case OPT_JSON:
		options->json = true;
		return 0;
	case OPT_ALL:
		options->all = true;
		return 0;
	case OPT_PID:
		return read_pid(value, &options->pid);
	case OPT_TREE:
		options->tree = true;
		return 0;
	case OPT_WAIT:
		return read_seconds("wait", value, 0, &options->wait);
	case OPT_FORCE:
		options->force = true;
		return 0;
	case OPT_HELP:
		options->help = true;
		return 0;
	default:
		return -1;
	}
}

/* getopt's own words differ from library to library, and some name the command, not the program. What it read is told
 * by optopt: a row's value, the letter of a short option, or 0 for a long one that is in no row. */
static int complain(int found, char **argv)
{
	const struct option *row = table;
	const char *what = found == ':' ? "it needs a value" : "it takes no value";

	while (row->name != NULL && row->val != optopt)
		row++;
	if (row->name != NULL)
		fprintf(stderr, "lastwords: --%s: %s. Try 'lastwords --help'.\n", row->name, what);
	else if (optopt != 0)
		fprintf(stderr, "lastwords: there is no option -%c. Try 'lastwords --help'.\n", optopt);
	else
		fprintf(stderr, "lastwords: there is no option %s. Try 'lastwords --help'.\n", argv[optind - 1]);
	return -1;
}

int options_parse(int argc, char **argv, struct options *ret_options)
{
	int option;

	*ret_options = (struct options){.deadline = 20, .wait = -1};
	if (argc > 1 && argv[1][0] != '-') {
		ret_options->command = argv[1];
		argv++;
		argc--;
	}
	opterr = 0;
	while ((option = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
		if (option == '?' || option == ':')
			return complain(option, argv);
		if (take(ret_options, option == 'h' ? OPT_HELP : option, optarg) < 0)
			return -1;
	}
	ret_options->arguments = (const char *const *)&argv[optind];
	ret_options->arguments_count = (size_t)(argc - optind);
	return 0;
}
