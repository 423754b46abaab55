/* SPDX-License-Identifier: MIT
 *
 * All that was observed of one cell, as plain data: it crosses the pipe from
 * worker to orchestrator as it is, so it holds no pointers. Raw facts only;
 * what they mean is the judge's business.
 */
#ifndef LASTWORDS_TRACE_H
#define LASTWORDS_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include "axes.h"

enum { TRACE_MARKS = 48, TRACE_CALLS = 6, TRACE_TEXT = 160 };

/* One line of the journal. */
struct mark {
	uint8_t rung;	/* enum rung */
	uint8_t signal; /* the platform's number, 0 where none was said */
	uint32_t pid;	/* as the probe sees itself */
	int64_t ns;	/* after the delivery began; INT64_MIN where no time is known */
};

/* One call of the delivery and what it returned. */
struct call {
	char name[32];
	int64_t value;
	int32_t error; /* errno or GetLastError(), 0 when it succeeded */
	int64_t ns;    /* when it returned, after the delivery began */
};

enum end_how { END_UNSET, END_EXIT, END_SIGNAL, END_ALIVE, END_STOPPED, END_LOST, END_UNBORN, END_MAX };

/* How a process ended; unborn: the system refused to start it. raw is the wait status or the 32-bit exit code,
 * untouched; code is what the process is said to have returned, on Windows the same 32 bits. */
struct end {
	uint8_t how; /* enum end_how */
	uint8_t signal;
	int64_t code;
	uint32_t raw;
};

enum basis { BASIS_UNSET, BASIS_GONE, BASIS_FENCE, BASIS_QUIET, BASIS_DEADLINE, BASIS_MAX };

/* What the probe found when it started, where its platform has something of the kind: sets of bits
 * 1 << enum found. */
struct findings {
	uint32_t known; /* what it could tell */
	uint32_t is;	/* what was so */
	uint16_t processes;
	char window_class[28]; /* of its console's window, "" where there is none */
	char runtime[12];      /* the C runtime, "" where it is not said */
};

/* Why there is no observation. STEP_GROUND is what this machine does not offer;
 * every other step is our own fault or a cell that could not be brought to its end. */
enum step {
	STEP_UNSET,
	STEP_GROUND,
	STEP_STAGE,
	STEP_LAUNCH,
	STEP_READY,
	STEP_DELIVER,
	STEP_SETTLE,
	STEP_JOURNAL,
	STEP_END,
	STEP_WORKER,
	STEP_MAX
};

struct trouble {
	uint8_t step; /* enum step, 0 when all went well */
	int32_t error;
	char what[TRACE_TEXT];
};

struct trace {
	uint32_t item;	 /* index of the work item: round * cells + cell */
	uint8_t sent_ok; /* the sender was told that it worked */
	uint8_t calls_count;
	uint8_t basis;	 /* enum basis */
	uint8_t rescued; /* we had to end what the cell left behind */
	uint8_t wrapped; /* the process we started is not the probe: wrapper tells how it ended */
	uint8_t marks_count;
	uint16_t marks_lost; /* beyond TRACE_MARKS: none is dropped silently */
	struct call calls[TRACE_CALLS];
	struct end end;
	struct end wrapper;
	struct findings found;
	int64_t ready_ns; /* launch to ready */
	int64_t end_ns;	  /* delivery to end, or to the basis */
	int64_t total_ns; /* the whole cell, launch to clean stage */
	uint32_t world;	  /* rungs seen from outside, bit 1 << enum rung */
	struct trouble trouble;
	struct mark marks[TRACE_MARKS];
};

/* Names as they stand in the record; "?" for unset. */
const char *end_how_name(enum end_how how);
const char *basis_name(enum basis basis);
const char *step_name(enum step step);

/* trouble_set - note what went wrong, printf-like; the first trouble wins.
 * error is errno or GetLastError(), 0 if there is none. Returns -1. */
int trouble_set(struct trouble *trouble, enum step step, int error, const char *format, ...);

/* trace_ran - the rungs that ran, marks and outside observations together,
 * as a set of bits 1 << enum rung. */
uint32_t trace_ran(const struct trace *trace);

#endif
