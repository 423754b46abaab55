/* SPDX-License-Identifier: MIT
 *
 * Where cells run. A run has one ground that takes everything with it when it goes; every
 * worker stands on it with its own directory and terminal. Each system makes it of what it has: a PID
 * namespace, a supervisor, a job object.
 */
#ifndef LASTWORDS_GROUND_H
#define LASTWORDS_GROUND_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "axes.h"

enum ground_kind {
	GROUND_UNSET,
	GROUND_PIDNS,	   /* a PID namespace: the kernel ends everything in it with its init */
	GROUND_USERNS,	   /* the same through a user namespace */
	GROUND_SUPERVISOR, /* a process that ends everything when the orchestrator is gone */
	GROUND_JOB,	   /* a job object of Windows: ends everything when its last handle goes */
};

const char *ground_kind_name(enum ground_kind kind);

/* ground_best - the strongest kind that this machine lets us have, found out by trying it in
 * a child. why (of size bytes) gets the reason where it is not the strongest. */
enum ground_kind ground_best(char *why, size_t size);

/* Shared between orchestrator and workers. */
struct ground_page {
	atomic_uint next[2];	    /* next work item of each lane */
	_Atomic int64_t slowest_ns; /* the slowest positive latency seen, for the basis `quiet` */
	atomic_uint cells_done;
};

/* ground_page_note - a positive took so long; the slowest is kept. */
void ground_page_note(struct ground_page *page, int64_t ns);

/* ground_page_new - a zeroed page that workers will share; NULL with errno. Lives as long as the process. */
struct ground_page *ground_page_new(void);

/* What a worker gets to stand on; each system has its own (ground.posix.h). */
struct ground_spot;

/* The work of one worker: called in its own process and session, contained so that what it starts
 * ends with it, all signals blocked and default, pinned to a core when it has one of its own. */
typedef void ground_work_fn(void *context, unsigned worker, const struct ground_spot *spot);

enum { GROUND_WORKERS_MAX = 1024 };

struct ground_options {
	enum ground_kind kind;
	unsigned workers;
	unsigned pinned; /* the first so many get a core each */
	bool cgroup;	 /* make a cgroup v2 directory per worker where possible */
	ground_work_fn *work;
	void *context;
	const char *avoid[4]; /* paths that the private file system must not hide; NULL entries allowed */
};

/* A running ground, as the orchestrator holds it. What the numbers are is the system's: descriptors or
 * handles. */
struct ground_handle {
	intptr_t supervisor; /* the process */
	intptr_t hold;	     /* closing it, or dying, ends the ground */
};

/* ground_start - bring up the ground and its workers. From here on nothing of it outlives
 * the caller: its end is noticed by the supervisor through `hold`, and by the namespace's init
 * through PR_SET_PDEATHSIG. Returns 0, or -1 with errno. */
int ground_start(const struct ground_options *options, struct ground_handle *ret_handle);

/* ground_end - end everything that still runs there and wait until it is gone. Returns the
 * supervisor's wait status, -1 if it could not be had. */
int ground_end(struct ground_handle *handle);

#endif
