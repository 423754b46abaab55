/* SPDX-License-Identifier: MIT
 *
 * The processes that a cell needs around its probe: the session leader of its terminal, a
 * parent that will die, the init of its PID namespace. They are forks of the worker that
 * start the probe, say so, and do as they are told by one byte. POSIX half.
 */
#ifndef LASTWORDS_HOST_H
#define LASTWORDS_HOST_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>
#include "spawn.h"
#include "terminal.h"
#include "trace.h"

enum {
	HOST_LEADER = 1, /* session leader on a terminal of the cell's own; ignores ^C and ^\ as a shell does,
			  * dies of SIGHUP */
	HOST_PARENT = 2, /* the probe's parent, and no session leader */
	HOST_THREAD = 4, /* the parent starts the probe from a second thread */
	HOST_INIT = 8,	 /* init of a PID namespace, and the probe's parent */
};

enum { HOST_REAPED = 16 };

/* Shared memory between a worker and its hosts; one per worker, reset for each cell. */
struct host_page {
	pid_t parent; /* as numbered by whoever forked it: the worker's numbers but under HOST_INIT */
	pid_t probe;  /* what was started, likewise */
	pid_t thread; /* the second thread of HOST_THREAD */
	int error;
	const char *step; /* the call that failed; points into the program's constants */
	atomic_uint reaped_count;
	struct {
		pid_t pid;
		int status;
	} reaped[HOST_REAPED]; /* wait statuses of the hosts' children, in their order */
};

struct hosts {
	unsigned roles;	  /* 0: none running */
	pid_t first;	  /* our own child */
	pid_t parent;	  /* the HOST_PARENT, which is first where there is no leader */
	bool first_ended; /* reaped */
	bool parent_ended;
	int leader_command;
	int parent_command;
};

/* host_page_new - shared memory for a host_page; NULL with errno when there is none. Lives as
 * long as the process. */
struct host_page *host_page_new(void);

/* hosts_start - fork the hosts and let the last one start the probe as `probe` describes it.
 * terminal is the leader's; foreground: a HOST_PARENT's group becomes the terminal's foreground group.
 * Returns 0 with probe->pid set as seen by the starter (page->probe), or -1 with trouble. */
int hosts_start(struct hosts *hosts, struct host_page *page, unsigned roles, struct spawn *probe,
		const struct terminal *terminal, bool foreground, struct trouble *trouble);

/* hosts_tell_leader, hosts_tell_parent - let it exit(0) ('x') or end its second thread ('t').
 * Returns what write() returned. */
long hosts_tell_leader(const struct hosts *hosts, char what);
long hosts_tell_parent(const struct hosts *hosts, char what);

/* hosts_dismiss - let all hosts exit. Their ends are reaped with everything else. */
void hosts_dismiss(struct hosts *hosts);

#endif
