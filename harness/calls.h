/* SPDX-License-Identifier: MIT
 *
 * Calls of POSIX that not every system has yet (pipe2, dup3 and ppoll are in Issue 8, of 2024). Where a system has
 * none, its file makes them of what it has.
 */
#ifndef LASTWORDS_CALLS_H
#define LASTWORDS_CALLS_H

#include <poll.h>
#include <signal.h>

/* call_pipe - pipe(2), both ends close-on-exec. Returns 0, or -1 with errno and nothing open. */
int call_pipe(int ends[2]);

/* call_dup_onto - dup2(2), close-on-exec. Returns onto, or -1 with errno. */
int call_dup_onto(int fd, int onto);

/* call_poll - poll(2) for reading without a timeout, with this signal mask while it waits. Returns as poll does. */
int call_poll(struct pollfd *fds, nfds_t count, const sigset_t *mask);

/* call_close_from - close every descriptor numbered lowest or higher. */
void call_close_from(int lowest);

/* call_first_real_time, call_last_real_time - SIGRTMIN and SIGRTMAX; 0 where there are no real-time signals. */
int call_first_real_time(void);
int call_last_real_time(void);

#endif
