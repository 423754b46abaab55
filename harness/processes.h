/* SPDX-License-Identifier: MIT
 *
 * Processes as a system without /proc shows them: for grounds that have no subreaper and must find by themselves who
 * belongs to them. Each system has its own half (libproc on macOS).
 */
#ifndef LASTWORDS_PROCESSES_H
#define LASTWORDS_PROCESSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process {
	pid_t pid;
	pid_t parent;
	pid_t session;
	uid_t uid;
	int64_t born;  /* when it was forked, microseconds of the system's clock: a number and this are never two
			  processes */
	bool stopped;  /* by a signal */
	char name[40]; /* as cut by the system */
};

/* processes_list - those that have not ended, as far as we may look at them, at most max. Returns how many. */
size_t processes_list(struct process *list, size_t max);

/* process_look - returns false where there is no such process (one that has ended is none), or we may not look at it.
 */
bool process_look(pid_t pid, struct process *ret_process);

/* process_has - does the environment that it was started with have this variable, with a value that begins with this?
 * false too where that may not be known. The number may be reused meanwhile: compare born afterwards. */
bool process_has(pid_t pid, const char *variable, const char *begins);

/* What its threads do. */
struct process_activity {
	bool running;	   /* one of them has something to do: it runs, or waits for a core or a disk */
	uint64_t switches; /* how often any of them was switched to or from; only equality counts */
};

/* process_activity - returns false where that cannot be seen. */
bool process_activity(pid_t pid, struct process_activity *ret_activity);

#endif
