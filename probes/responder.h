/* SPDX-License-Identifier: MIT
 *
 * What a probe installs to hear that it shall stop, and what it then does.
 */
#ifndef PROBES_RESPONDER_H
#define PROBES_RESPONDER_H

#include <signal.h>
#include <stdbool.h>
#include "axes.h"

struct response {
	void (*install)(void);	     /* NULL: nothing to install */
	void (*handler)(int signal); /* for every stop signal, where not NULL */
	bool reads;		     /* its work is reading standard input, whatever was asked for */
	void (*on_wake)(void);	     /* called when responder_wake is readable */
	void (*finish)(void);	     /* called when main has left its loop */
};

extern const struct response responders[RESPONDER_MAX];

/* The stop signals: every responder that handles signals handles these. */
extern const int stop_signals[];
extern const size_t stop_signals_count;

/* Set when main shall leave its loop. */
extern volatile sig_atomic_t responder_done;

/* A descriptor to wait for besides signals, -1 for none. */
extern int responder_wake;

/* The mask to wait with: as it was inherited, so that what the launch blocked stays blocked. */
extern sigset_t responder_waiting;

/* responder_install - set up the responder of this name. slow_ms is how long handler-slow takes. Exits 2
 * when there is no such responder. */
const struct response *responder_install(const char *name, long slow_ms);

/* responder_entered - mark that it was heard, and wait there if the handlers are held. */
void responder_entered(int signal);

/* responder_block - block the stop signals; used by those who wait for them in another way. */
void responder_block(void);

/* responder_of_system - a responder that only this system has (responder.linux.c, responder.macos.c), NULL when it has
 * none of this id. */
const struct response *responder_of_system(size_t id);

/* Of responder.kqueue.c */
void kqueue_install(void);
void kqueue_on_wake(void);

#endif
