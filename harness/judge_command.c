/* SPDX-License-Identifier: MIT
 *
 * lastwords judge: rulings from records, of this platform or another, without running anything.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "merge.h"
#include "record.h"
#include "table.h"

struct reading {
	const char *path;
	enum platform platform; /* of the first header; 0 until it is read */
	struct judge *judge;
	size_t claim;	     /* the only one that is asked for, else claims_count */
	struct merge *merge; /* NULL where no record is to be made */
	unsigned long cells;
	bool mixed; /* records of two platforms */
};

static int start(struct reading *reading, json_t *line, unsigned long number)
{
	const char *name = json_string_value(json_object_get(line, "platform"));
	enum platform platform = name == NULL ? PLATFORM_UNSET : (enum platform)axis_find(AXIS_PLATFORM, name);

	if (platform == PLATFORM_UNSET) {
		fprintf(stderr, "lastwords: %s:%lu: the platform is none that I know\n", reading->path, number);
		return -2;
	}
	if (reading->judge == NULL) {
		reading->platform = platform;
		reading->judge = judge_new(platform);
		if (reading->judge != NULL && reading->claim < claims_count)
			judge_only(reading->judge, reading->claim);
	}
	if (platform != reading->platform) {
		fprintf(stderr,
			"lastwords: %s:%lu: it is of another platform than the records before: judge them apart\n",
			reading->path, number);
		return -2;
	}
	return reading->judge == NULL ? -2 : 0;
}

static int take_line(void *context, json_t *line, unsigned long number)
{
	struct reading *reading = context;
	const char *type = json_string_value(json_object_get(line, "type"));

	if (reading->merge != NULL)
		merge_line(reading->merge, line);
	if (type != NULL && strcmp(type, "run") == 0)
		return start(reading, line, number);
	if (reading->judge == NULL) {
		fprintf(stderr, "lastwords: %s:%lu: the record does not begin with a run's header\n", reading->path,
			number);
		return -2;
	}
	if (judge_line(reading->judge, line) < 0)
		fprintf(stderr, "lastwords: %s:%lu: not understood; this line is passed over\n", reading->path, number);
	else if (type != NULL && strcmp(type, "cell") == 0)
		reading->cells++;
	return 0;
}

static bool read_all(struct reading *reading, const struct options *options)
{
	for (size_t i = 0; i < options->arguments_count; i++) {
		int ret;

		reading->path = options->arguments[i];
		ret = record_read(reading->path, take_line, reading);
		if (ret == -1)
			fprintf(stderr, "lastwords: cannot read %s: %s\n", reading->path, strerror(errno));
		if (ret < 0)
			return false;
	}
	if (reading->cells == 0)
		fprintf(stderr, "lastwords: %s: no cell in it\n", reading->path);
	return reading->cells > 0;
}

/* The claim of that id; claims_count where there is none. */
static size_t find_claim(const char *id)
{
	for (size_t i = 0; i < claims_count; i++)
		if (strcmp(claims[i].id, id) == 0)
			return i;
	fprintf(stderr, "lastwords: there is no claim '%s'. See 'lastwords list claims'.\n", id);
	return claims_count;
}

static void take_verdict(void *context, size_t index, const struct verdict *verdict)
{
	const struct reading *reading = context;

	if (reading->merge != NULL)
		merge_verdict(reading->merge, judge_json(reading->platform, index, verdict));
}

int command_judge(const struct options *options)
{
	struct reading reading = {.claim = claims_count};
	int ret = EXIT_USAGE;

	if (options->arguments_count == 0) {
		fprintf(stderr, "lastwords: judge which record? Give the file that 'lastwords run' wrote.\n");
		return EXIT_USAGE;
	}
	if (options->claim != NULL) {
		reading.claim = find_claim(options->claim);
		if (reading.claim == claims_count)
			return EXIT_USAGE;
	}
	if (options->claim != NULL && options->record != NULL) {
		fprintf(stderr,
			"lastwords: a record holds the verdicts on all claims: give --claim or --record, not both\n");
		return EXIT_USAGE;
	}
	if (options->record != NULL) {
		reading.merge = merge_begin(options->record, options->arguments, options->arguments_count);
		if (reading.merge == NULL)
			return EXIT_USAGE;
	}
	if (read_all(&reading, options)) {
		struct outcome outcome =
			table_print(reading.judge, options->claim, options->all, take_verdict, &reading);

		ret = table_exit_code(&outcome);
		if (options->claim != NULL && outcome.skipped > 0)
			ret = EXIT_SKIPPED;
		printf("\n%u claims as expected, %u not as expected, %u skipped, %u faults\n", outcome.as_expected,
		       outcome.not_as_expected, outcome.skipped, outcome.faults);
	}
	if (reading.merge != NULL && merge_end(reading.merge, ret != EXIT_USAGE) < 0)
		ret = EXIT_BLOCKED;
	judge_free(reading.judge);
	return ret;
}
