/* SPDX-License-Identifier: MIT
 *
 * Responders of Windows: what the files that make them share.
 */
#ifndef PROBES_RESPONDER_WIN32_H
#define PROBES_RESPONDER_WIN32_H

#include <signal.h>
#include <stdbool.h>
#include <windows.h>
#include "axes.h"

/* The number in a mark says what was heard: a signal of the C runtime as it is, the others moved apart. */
enum { HEARD_EVENT = 64, HEARD_WM_CLOSE = 80, HEARD_WM_QUERYENDSESSION, HEARD_WM_ENDSESSION, HEARD_WM_QUIT };

struct response {
	void (*signal)(int number);	    /* for SIGINT, SIGBREAK and SIGTERM, where not NULL */
	PHANDLER_ROUTINE control;	    /* a control handler, where not NULL */
	void (*install)(void);		    /* what else is to be done */
	bool clear;			    /* Ctrl+C is no longer ignored, whatever was inherited */
	bool reads;			    /* its work is reading standard input */
	bool exists;			    /* for those that need none of these */
	const struct window_manner *window; /* has a message loop; see window.win32.h */
};

/* The responders of programs without a window, and those with one (window.win32.c). */
extern const struct response responders[RESPONDER_MAX];

/* Set when main shall leave its loop. */
extern HANDLE responder_wake;

/* responder_install - set up the responder of this name. slow_ms is how long the slow ones take. Exits 2 when
 * this program has no such responder. */
const struct response *responder_install(const char *name, DWORD slow_ms);

/* responder_entered - mark that it was heard, and wait there if the handlers are held. */
void responder_entered(int number);

/* responder_pause - take the time that a slow handler takes. */
void responder_pause(void);

/* responder_on_event - the control handlers (control.win32.c). */
BOOL WINAPI control_flag(DWORD event);
BOOL WINAPI control_cleanup(DWORD event);
BOOL WINAPI control_false(DWORD event);
BOOL WINAPI control_exit(DWORD event);
BOOL WINAPI control_slow(DWORD event);
BOOL WINAPI control_wait(DWORD event);

/* The handlers of signal() (signals.win32.c). */
void signal_flag(int number);
void signal_exit(int number);
void signal__exit(int number);
void signal_return(int number);
void signal_once(int number);
void signal_cleanup(int number);
void signal_slow(int number);

/* signal_install - one disposition for SIGINT, SIGBREAK and SIGTERM. */
void signal_install(void (*handler)(int number));

#endif
