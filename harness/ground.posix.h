/* SPDX-License-Identifier: MIT
 *
 * What a worker stands on, on POSIX.
 */
#ifndef LASTWORDS_GROUND_POSIX_H
#define LASTWORDS_GROUND_POSIX_H

#include "ground.h"
#include "terminal.h"

enum { GROUND_MARK = 64 };

struct ground_spot {
	int root;		/* an empty directory of the worker's own */
	int cgroup;		/* its cgroup v2 directory, -1 where there is none */
	char mark[GROUND_MARK]; /* what its programs carry in their environment, "" where nothing is needed; see kin.h
				 */
};

/* What a worker knows of the place it stands on. */
struct ground {
	const char *probes; /* absolute directory of the probe programs */
	struct ground_page *page;
	struct host_page *hosts; /* see host.h */
	const char *mark;	 /* see ground_spot */
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

#endif
