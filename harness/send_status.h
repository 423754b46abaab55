/* SPDX-License-Identifier: MIT
 *
 * What /proc/PID/status tells of a process that is about to be sent a signal, and which warnings follow from it.
 * Linux only (proc(5), signal(7), pid_namespaces(7)). Looks at texts alone, at no process.
 */
#ifndef LASTWORDS_SEND_STATUS_H
#define LASTWORDS_SEND_STATUS_H

#include <stdbool.h>
#include <stdint.h>
#include "send.h"

struct send_status {
	char name[40];
	char state;	 /* R S D T t Z X I, '\0' where nothing is known */
	long long group; /* Tgid: the process that a thread belongs to */
	long long parent;
	long long tracer;
	long long uid;
	long long threads;
	long long inner_pid; /* in the innermost PID namespace that it is in */
	unsigned namespaces; /* how many of them, as the reader of /proc sees it */
	bool kernel;
	uint64_t caught;
	uint64_t ignored;
	uint64_t blocked; /* by every thread */
	/* not of this text */
	uint64_t polled; /* read from a signalfd(2), so that blocking them is how it should be */
	unsigned children;
};

/* send_status_parse - of the text of /proc/PID/status. Returns 0, or -1 where it is none. */
int send_status_parse(const char *text, struct send_status *ret_status);

/* send_status_thread - the same of /proc/PID/task/TID/status for each thread: what one of them does not block can be
 * delivered to that one. */
void send_status_thread(struct send_status *status, const char *text);

/* send_status_ended - it has ended and waits to be collected. (A process whose first thread has ended while others run
 * looks the same but for their count, and is alive.) */
bool send_status_ended(const struct send_status *status);

typedef void send_status_take(void *context, enum send_level level, const char *id, const char *text);

/* send_status_warn - all that is to be said before this signal is sent, by its name for people. */
void send_status_warn(const struct send_status *status, int signal, const char *name, send_status_take *take,
		      void *context);

#endif
