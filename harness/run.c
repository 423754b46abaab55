/* SPDX-License-Identifier: MIT
 *
 * lastwords run: plan, ground, record, judge, tables. Knows the order of things; how each is
 * done is elsewhere.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "claim_cells.h"
#include "commands.h"
#include "gather.h"
#include "paths.h"
#include "plan_cells.h"
#include "port.h"
#include "resume.h"
#include "run.h"
#include "run_header.h"
#include "table.h"

static int take_trace(void *context, const struct trace *trace)
{
	struct run *run = context;
	const struct cell *cell = &run->work.cells[trace->item % run->work.cells_count];
	json_t *line = record_cell(cell, trace->item / run->work.cells_count, trace);

	run->done[trace->item] = 1;
	run_count(run, trace);
	judge_line(run->judge, line);
	if (record_write(&run->record, line) == 0)
		return 0;
	run->error = errno;
	return -1;
}

/* A worker that ended by itself took its cell with it: that is our fault, not an answer. */
static void record_missing(struct run *run)
{
	uint32_t items = run->work.cells_count * run->work.rounds;

	for (uint32_t item = 0; item < items && run->error == 0; item++) {
		struct trace trace = {.item = item};

		if (run->done[item] != 0)
			continue;
		trouble_set(&trace.trouble, STEP_WORKER, 0, "the worker ended before this cell was done");
		take_trace(run, &trace);
	}
}

static void write_verdict(void *context, size_t index, const struct verdict *verdict)
{
	struct run *run = context;

	if (run->error == 0 && record_write(&run->record, judge_json(platform_here(), index, verdict)) < 0)
		run->error = errno;
}

static int say_record_error(const struct run *run)
{
	fprintf(stderr,
		"lastwords: cannot write to %s: %s. What was measured so far is in it; make room and go on with\n"
		"  lastwords run --resume %s\n",
		run->record.path, strerror(run->error), run->record.path);
	return EXIT_BLOCKED;
}

static int finish(struct run *run)
{
	struct outcome outcome;

	record_missing(run);
	run_print_summary(run);
	outcome = table_print(run->judge, NULL, false, write_verdict, run);
	if (run->error == 0 && record_write(&run->record, run_end_json(run)) < 0)
		run->error = errno;
	if (record_close(&run->record) < 0 && run->error == 0)
		run->error = errno;
	if (run->error != 0)
		return say_record_error(run);
	printf("\n%u claims as expected, %u not as expected, %u skipped, %u faults; record: %s\n", outcome.as_expected,
	       outcome.not_as_expected, outcome.skipped, outcome.faults, run->record.path);
	if (run->unstable > 0)
		return EXIT_NOT_AS_EXPECTED;
	if (outcome.not_as_expected == 0 && run->faults > 0)
		return EXIT_BLOCKED;
	return table_exit_code(&outcome);
}

static int interrupted(struct run *run, int number)
{
	record_close(&run->record);
	fprintf(stderr, "\nlastwords: interrupted by %s; %u cells are in %s. Go on with\n  lastwords run --resume %s\n",
		signal_name(number), run->cells_done, run->record.path, run->record.path);
	gather_die(number);
	return EXIT_BLOCKED;
}

static int observe(struct run *run)
{
	struct ground_handle ground;
	enum gather_end end;
	int number = 0;

	gather_hold_signals();
	if (run_start_ground(run, &ground) < 0) {
		fprintf(stderr, "lastwords: cannot start workers: %s\n", strerror(errno));
		return EXIT_BLOCKED;
	}
	end = gather_traces(run->results, take_trace, run_print_progress, run, &number);
	ground_end(&ground);
	run_clear_progress(run);
	if (end == GATHER_INTERRUPTED)
		return interrupted(run, number);
	if (end == GATHER_STOPPED)
		return say_record_error(run);
	return finish(run);
}

static int open_record(struct run *run, const struct options *options)
{
	const char *path = options->resume != NULL ? options->resume : options->record;

	if (path == NULL)
		path = "record.jsonl";
	if (options->resume != NULL && resume_read(path, run) < 0)
		return -1;
	if ((options->resume != NULL ? record_append(&run->record, path) : record_create(&run->record, path)) < 0) {
		fprintf(stderr, "lastwords: cannot write %s: %s. Choose another place with --record FILE.\n", path,
			strerror(errno));
		return -1;
	}
	if (options->resume == NULL && run_write_header(run, options) < 0) {
		run->error = errno;
		say_record_error(run);
		return -1;
	}
	return 0;
}

static void release(struct run *run)
{
	judge_free(run->judge);
	free(run->done);
	free(run->outcomes);
	plan_cells_free(&run->work);
	if (run->record.fd >= 0)
		record_close(&run->record);
}

/* The plan of a resumed run stands in its record. */
static bool says_other_plan(const struct options *options)
{
	const char *what = NULL;

	if (options->arguments_count > 0)
		what = options->arguments[0];
	else if (options->claim != NULL)
		what = "--claim";
	else if (options->rounds != 0)
		what = "--rounds";
	else if (options->filter.shards != 0)
		what = "--shard";
	else if (options->record != NULL)
		what = "--record";
	if (what != NULL)
		fprintf(stderr, "lastwords: %s cannot be said with --resume: the plan is that of the record\n", what);
	return what != NULL;
}

/* Which cells are wanted: of FILTERs, or of claims; *ret_globs is then to be freed. Returns 0, or an exit code. */
static int choose(const struct options *options, struct plan_filter *filter, const char ***ret_globs)
{
	filter->globs = options->arguments;
	filter->globs_count = options->arguments_count;
	if (options->claim == NULL)
		return 0;
	if (options->arguments_count > 0) {
		fprintf(stderr, "lastwords: which cells to run is said by --claim or by FILTER (%s), not by both\n",
			options->arguments[0]);
		return EXIT_USAGE;
	}
	*ret_globs = claim_cells(options->claim, &filter->globs_count);
	filter->globs = *ret_globs;
	if (*ret_globs != NULL)
		return 0;
	if (filter->globs_count > 0) {
		fprintf(stderr, "lastwords: out of memory\n");
		return EXIT_BLOCKED;
	}
	fprintf(stderr, "lastwords: no claim matches '%s'. See 'lastwords list claims'.\n", options->claim);
	return EXIT_USAGE;
}

static int run_chosen(const struct options *options, struct options *wanted)
{
	struct run run = {.record = {.fd = -1}};
	int ret = EXIT_USAGE;

	if (options->resume != NULL && resume_header(options->resume, wanted) < 0)
		return EXIT_USAGE;
	if (paths_probes(options->probes, run.probes, sizeof(run.probes)) < 0)
		return EXIT_USAGE;
	if (run_prepare(&run, wanted) < 0) {
		fprintf(stderr, "lastwords: out of memory\n");
		ret = EXIT_BLOCKED;
	} else if (run.work.cells_count == 0) {
		fprintf(stderr, "lastwords: no cell matches. See 'lastwords list cells' for their names.\n");
	} else if (open_record(&run, wanted) == 0) {
		ret = observe(&run);
	}
	release(&run);
	resume_free(wanted);
	return ret;
}

int command_run(const struct options *options)
{
	struct options wanted = *options;
	const char **globs = NULL;
	int ret;

	if (wanted.rounds == 0)
		wanted.rounds = 1;
	if (options->resume != NULL && says_other_plan(options))
		return EXIT_USAGE;
	ret = choose(options, &wanted.filter, &globs);
	if (ret == 0)
		ret = run_chosen(options, &wanted);
	free(globs);
	return ret;
}
