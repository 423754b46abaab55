/* SPDX-License-Identifier: MIT
 *
 * A worker takes work items until there are none, runs their cells, and reports traces.
 */
#ifndef LASTWORDS_WORKER_H
#define LASTWORDS_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include "axes.h"
#include "ground.h"
#include "trace.h"

struct ground;

enum lane { LANE_QUICK, LANE_WAITING, LANE_MAX };

/* The work of a run, the same in the orchestrator and (by fork) in each worker. */
struct work {
	const struct cell *cells;
	uint32_t cells_count;
	uint32_t rounds;
	uint32_t *lanes[LANE_MAX]; /* indices into cells */
	uint32_t lanes_count[LANE_MAX];
	const uint8_t *done;	/* one byte an item: not to be run again (resumed runs) */
	unsigned quick_workers; /* workers below this number begin with the quick lane */
	intptr_t results;	/* traces are written here, each with one write */
	const char *probes;
	struct ground_page *page;
	int64_t deadline_ns;
	int64_t slow_ms;
	bool quiet_only;
};

/* worker_work - a ground_work_fn; context is a struct work. Returns when nothing is left to do,
 * exits 1 when the ground cannot be trusted any more. */
void worker_work(void *context, unsigned worker, const struct ground_spot *spot);

/* Hands a trace on to the orchestrator. Returns whether that worked. */
typedef bool worker_report_fn(const struct work *work, const struct trace *trace);

/* worker_run_lane - take the lane's items one by one, run their cells on this ground, report them. Returns false when
 * the ground cannot be trusted any more, or nobody takes the reports. */
bool worker_run_lane(const struct work *work, const struct ground *ground, enum lane lane, worker_report_fn *report);

#endif
