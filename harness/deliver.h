/* SPDX-License-Identifier: MIT
 *
 * The contract of delivering: deliver_send makes the call, notes what it returned, and comes
 * back at the fence of that delivery: the moment after which what it causes is pending, or
 * will never be. It does not wait for the probe to react.
 */
#ifndef LASTWORDS_DELIVER_H
#define LASTWORDS_DELIVER_H

#include <stdbool.h>
#include "axes.h"

struct scene;

/* What a delivery needs to be set up before the launch. */
enum {
	NEEDS_LEADER = 1,      /* a terminal of its own, with a session leader */
	NEEDS_PARENT = 2,      /* a parent that can be ended */
	NEEDS_THREAD = 4,      /* a parent that starts it from a second thread */
	NEEDS_INIT = 8,	       /* a PID namespace around it */
	NEEDS_STDIN = 16,      /* a pipe as standard input */
	NEEDS_STDOUT = 32,     /* a pipe as standard output */
	NEEDS_HOLD = 64,       /* handlers that wait until they are let go */
	NEEDS_CGROUP = 128,    /* a cgroup v2 of its own */
	NEEDS_CPU_LIMIT = 256, /* RLIMIT_CPU */
	NEEDS_SLOW = 512,      /* a slow handler is slower than any deadline */
	NEEDS_FENCE = 1024,    /* it goes through a console: see settle */
};

struct delivery_row {
	const char *absent; /* why it does not exist here */
	unsigned needs;
	const char *work; /* what the probe does meanwhile, "wait" where NULL */
	bool waits;	  /* time passes in it */
	int signal;
	char key;		   /* what is typed on the terminal */
	const char *const *sender; /* argv of a program that sends; its pid argument is appended */
	unsigned long event;	   /* Windows: the control event, the window message */
	bool to_pid;		   /* Windows: to the group of the probe's pid, not to the whole console */
	int by;			   /* Windows: who sends; see deliver.win32.h */
	/* Returns 0, or -1 with trouble when the delivery could not be made as it should. */
	int (*send)(struct scene *scene, const struct delivery_row *row);
};

extern const struct delivery_row deliveries[DELIVERY_MAX];

/* deliver_send - send the cell's delivery. Returns 0, or -1 with the trouble in the trace. */
int deliver_send(struct scene *scene);

/* deliver_note - note a call and what it returned (error from errno when it is -1) in the
 * trace. Returns value. */
long long deliver_note(struct scene *scene, const char *name, long long value);

/* deliver_signal - kill(2) of a process that we started and have not reaped: its number cannot
 * have been given to another. Notes the call. */
int deliver_signal(struct scene *scene, int number);

#endif
