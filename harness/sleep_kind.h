/* SPDX-License-Identifier: MIT
 *
 * How does a thread sleep: for ever, or until a timeout? Linux only.
 */
#ifndef LASTWORDS_SLEEP_KIND_H
#define LASTWORDS_SLEEP_KIND_H

#include <sys/types.h>

/* In order of how little may be concluded. */
enum sleep_kind {
	SLEEP_UNSET,
	SLEEP_ENDLESS, /* in a call that only an event from outside ends */
	SLEEP_UNKNOWN, /* it may not be looked at, or is in a call of which we do not know */
	SLEEP_TIMED,   /* it will wake up by itself */
};

/* sleep_of_thread - from /proc/PID/task/TID/syscall (proc(5)): the call and its timeout. */
enum sleep_kind sleep_of_thread(pid_t pid, pid_t tid);

/* sleep_of_process - timers that may end a sleep although the call has no timeout: POSIX timers
 * (/proc/PID/timers) and armed timerfds (/proc/PID/fd, fdinfo). Timers of alarm(2) and setitimer(2) are
 * shown nowhere in /proc: those stay unseen. */
enum sleep_kind sleep_of_process(pid_t pid);

#endif
