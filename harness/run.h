/* SPDX-License-Identifier: MIT
 *
 * The state of one run in the orchestrator.
 */
#ifndef LASTWORDS_RUN_H
#define LASTWORDS_RUN_H

#include "ground.h"
#include "judge.h"
#include "options.h"
#include "record.h"
#include "trace.h"
#include "worker.h"

enum { RUN_FAULTS_SHOWN = 8 };

struct run {
	struct work work;
	struct record record;
	struct judge *judge;
	char probes[4096];
	uint8_t *done;	    /* per item */
	uint64_t *outcomes; /* per cell, a digest of what was seen first; 0: nothing yet */
	intptr_t results;   /* read end */
	int error;	    /* errno of the record, 0 while it is well */
	unsigned workers;
	unsigned cells_done;
	unsigned resumed;  /* cells that an earlier run of this record had done */
	unsigned blocked;  /* by the ground */
	unsigned faults;   /* by us */
	unsigned unstable; /* cells that gave another outcome in a later round */
	unsigned bases[BASIS_MAX];
	int64_t begun_ns;
	int64_t progress_ns;
	enum ground_kind kind;
	char kind_why[256];
	struct {
		uint32_t cell;
		char what[TRACE_TEXT + 32];
	} shown[RUN_FAULTS_SHOWN]; /* the first troubles and unstable cells */
	unsigned shown_count;
};

/* run_prepare - plan and memory. Returns 0, or -1 when memory is short. */
int run_prepare(struct run *run, const struct options *options);

/* run_start_ground - bring up workers; results is then the read end of their pipe. -1 with errno. */
int run_start_ground(struct run *run, struct ground_handle *ret_handle);

/* run_count - count a trace and compare it with earlier rounds of its cell. */
void run_count(struct run *run, const struct trace *trace);

/* run_print_progress - a line on a terminal's stderr, nothing elsewhere. */
void run_print_progress(void *context);
void run_clear_progress(struct run *run);

/* run_print_summary - what was observed, and what could not be, on stdout. */
void run_print_summary(const struct run *run);

/* run_end_json - the last line of a complete record. */
json_t *run_end_json(const struct run *run);

#endif
