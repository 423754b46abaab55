/* SPDX-License-Identifier: MIT
 *
 * Where cells run. A run has one ground that takes everything with it when it goes; every
 * worker stands on it with its own directory and terminal. POSIX half.
 */
#ifndef LASTWORDS_GROUND_H
#define LASTWORDS_GROUND_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "axes.h"
#include "terminal.h"

enum ground_kind {
	GROUND_UNSET,
	GROUND_PIDNS,	   /* a PID namespace: the kernel ends everything in it with its init */
	GROUND_USERNS,	   /* the same through a user namespace */
	GROUND_SUPERVISOR, /* a process that ends everything when the orchestrator is gone */
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

/* What a worker knows of the place it stands on. */
struct ground {
	const char *probes; /* absolute directory of the probe programs */
	struct ground_page *page;
	struct host_page *hosts; /* see host.h */
	int root;		 /* the worker's directory, for what is not the stage */
	int stage;		 /* the stage's directory, empty between cells */
	int null;
	int lock;		  /* the lock file of the stage, kept open to test the probe's lock */
	struct terminal terminal; /* controlling terminal of the worker's session */
	int cgroup;		  /* a cgroup v2 directory of its own, or -1 */
	bool quiet_only;	  /* do without the fence: --basis quiet */
	int64_t deadline_ns;	  /* how long one step of a cell may take */
	int64_t slow_ms;	  /* how long handler-slow stays in its handler */
};

/* The work of one worker: called in its own process and session, as a subreaper, all signals
 * blocked and default, pinned to a core when it has one of its own. root is its directory, cgroup a
 * descriptor of its cgroup v2 directory or -1. */
typedef void ground_work_fn(void *context, unsigned worker, int root, int cgroup);

struct ground_options {
	enum ground_kind kind;
	unsigned workers;
	unsigned pinned; /* the first so many get a core each */
	bool cgroup;	 /* make a cgroup v2 directory per worker where possible */
	ground_work_fn *work;
	void *context;
	const char *avoid[4]; /* paths that the private file system must not hide; NULL entries allowed */
};

/* A running ground, as the orchestrator holds it. */
struct ground_handle {
	pid_t supervisor;
	int pidfd; /* of the supervisor; readable when it has ended */
	int hold;  /* write end: closing it, or dying, ends the ground */
};

/* ground_start - bring up the ground and its workers. From here on nothing of it outlives
 * the caller: its end is noticed by the supervisor through `hold`, and by the namespace's init
 * through PR_SET_PDEATHSIG. Returns 0, or -1 with errno. */
int ground_start(const struct ground_options *options, struct ground_handle *ret_handle);

/* ground_end - end everything that still runs there and wait until it is gone. Returns the
 * supervisor's wait status, -1 if it could not be had. */
int ground_end(struct ground_handle *handle);

#endif
