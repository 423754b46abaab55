/* SPDX-License-Identifier: MIT
 *
 * Bookkeeping of a run: preparing, counting, and saying how it goes.
 */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "console.h"
#include "plan_cells.h"
#include "port.h"

enum { WAITING_WORKERS = 6, PROGRESS_NS = 200 * 1000 * 1000 };

int run_prepare(struct run *run, const struct options *options)
{
	size_t items;

	run->begun_ns = clock_ns();
	run->work.rounds = options->rounds;
	run->work.probes = run->probes;
	run->work.deadline_ns = (int64_t)(options->deadline * 1e9);
	run->work.slow_ms = 20;
	run->work.quiet_only = options->quiet_only;
	run->work.quick_workers = options->jobs != 0 ? options->jobs : port_cores();
	if (options->no_namespace)
		run->kind = GROUND_SUPERVISOR;
	else
		run->kind = ground_best(run->kind_why, sizeof(run->kind_why));
	if (plan_cells(&options->filter, &run->work) < 0)
		return -1;
	run->workers = run->work.quick_workers + (run->work.lanes_count[LANE_WAITING] > 0 ? WAITING_WORKERS : 0U);
	items = (size_t)run->work.cells_count * run->work.rounds;
	run->done = calloc(items + 1, 1);
	run->outcomes = calloc((size_t)run->work.cells_count + 1, sizeof(*run->outcomes));
	run->work.page = ground_page_new();
	run->judge = judge_new(platform_here());
	if (run->done == NULL || run->outcomes == NULL || run->work.page == NULL || run->judge == NULL)
		return -1;
	run->work.done = run->done;
	return 0;
}

static uint64_t outcome_of(const struct trace *trace)
{
	uint64_t digest = trace_ran(trace) | (uint64_t)trace->end.how << 32 | (uint64_t)trace->end.signal << 40 |
			  (uint64_t)trace->sent_ok << 48 | (uint64_t)trace->wrapper.how << 52;

	digest = digest * UINT64_C(31) + (uint64_t)trace->end.code;
	digest = digest * UINT64_C(31) + trace->wrapper.raw;
	for (size_t i = 0; i < trace->marks_count; i++)
		if (trace->marks[i].rung == RUNG_HANDLER_ENTERED)
			digest = digest * UINT64_C(31) + trace->marks[i].signal;
	return digest | UINT64_C(1) << 63;
}

static void show(struct run *run, uint32_t cell, const char *what)
{
	if (run->shown_count == RUN_FAULTS_SHOWN)
		return;
	run->shown[run->shown_count].cell = cell;
	snprintf(run->shown[run->shown_count].what, sizeof(run->shown[0].what), "%s", what);
	run->shown_count++;
}

void run_count(struct run *run, const struct trace *trace)
{
	uint32_t cell = trace->item % run->work.cells_count;
	char what[TRACE_TEXT + 32];
	uint64_t outcome;

	run->cells_done++;
	if (trace->trouble.step == STEP_GROUND) {
		run->blocked++;
		return;
	}
	if (trace->trouble.step != STEP_UNSET) {
		run->faults++;
		snprintf(what, sizeof(what), "%s: %s", step_name((enum step)trace->trouble.step), trace->trouble.what);
		show(run, cell, what);
		return;
	}
	run->bases[trace->basis]++;
	outcome = outcome_of(trace);
	if (run->outcomes[cell] == 0) {
		run->outcomes[cell] = outcome;
	} else if (run->outcomes[cell] != outcome) {
		run->unstable++;
		show(run, cell, "another outcome than in an earlier round");
	}
}

void run_print_progress(void *context)
{
	struct run *run = context;

	if (!console_is_terminal(stderr) || clock_ns() - run->progress_ns < PROGRESS_NS)
		return;
	run->progress_ns = clock_ns();
	fprintf(stderr, "\r\033[K%u of %u cells, %u blocked, %u faults", run->cells_done,
		run->work.cells_count * run->work.rounds, run->blocked, run->faults);
	fflush(stderr);
}

void run_clear_progress(struct run *run)
{
	if (console_is_terminal(stderr) && run->progress_ns != 0)
		fprintf(stderr, "\r\033[K");
}

void run_print_summary(const struct run *run)
{
	double seconds = (double)(clock_ns() - run->begun_ns) / 1e9;
	char name[CELL_NAME_MAX];

	printf("%u cells on %s in %.1f s (%.0f a second), on %s\n", run->cells_done,
	       axis_name(AXIS_PLATFORM, platform_here()), seconds, run->cells_done / seconds,
	       ground_kind_name(run->kind));
	if (run->resumed > 0)
		printf("  %u cells were in the record already\n", run->resumed);
	printf("  basis: %u gone, %u fence, %u quiet; %u blocked here, %u faults, %u with two outcomes\n",
	       run->bases[BASIS_GONE], run->bases[BASIS_FENCE], run->bases[BASIS_QUIET], run->blocked, run->faults,
	       run->unstable);
	for (unsigned i = 0; i < run->shown_count; i++)
		printf("  FAULT %s: %s\n", cell_name(&run->work.cells[run->shown[i].cell], name), run->shown[i].what);
}

json_t *run_end_json(const struct run *run)
{
	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:I}", "type", "end", "cells", (json_int_t)run->cells_done,
			 "blocked", (json_int_t)run->blocked, "faults", (json_int_t)run->faults, "unstable",
			 (json_int_t)run->unstable, "ns", (json_int_t)(clock_ns() - run->begun_ns));
}
