/* SPDX-License-Identifier: MIT
 *
 * A command line, one argument a line.
 */
#include <getopt.h>
#include <string.h>
#include "fuzz.h"
#include "options.h"

enum { ARGUMENTS_MOST = 30 };

static void check_filter(const struct plan_filter *filter)
{
	CHECK(filter->shard <= filter->shards);
	CHECK((filter->shard == 0) == (filter->shards == 0));
}

static void check_numbers(const struct options *options)
{
	CHECK(options->rounds <= 10000 && options->jobs <= 1000);
	CHECK(options->deadline >= 0.1 && options->deadline <= 3600);
	CHECK(options->wait >= -1 && options->wait <= 3600);
	CHECK(options->pid >= 0 && options->pid <= UINT32_MAX);
}

static void check(const struct options *options, int argc)
{
	check_filter(&options->filter);
	check_numbers(options);
	CHECK(options->arguments_count < (size_t)argc);
	for (size_t i = 0; i < options->arguments_count; i++)
		CHECK(options->arguments[i] != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char program[] = "lastwords";
	char *argv[ARGUMENTS_MOST + 2] = {program};
	char *text = fuzz_text(data, size);
	struct options options;
	int argc = 1;

	for (char *line = text; line != NULL && argc <= ARGUMENTS_MOST;) {
		char *end = strchr(line, '\n');

		if (end != NULL)
			*end++ = '\0';
		argv[argc++] = line;
		line = end;
	}
	optind = 0; /* begin anew: getopt(3), NOTES */
	if (options_parse(argc, argv, &options) == 0)
		check(&options, argc);
	free(text);
	return 0;
}
