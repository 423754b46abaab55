/* SPDX-License-Identifier: MIT
 *
 * What stands for Linux's PR_SET_PDEATHSIG where there is none: a small process that waits with kqueue for the end of a
 * parent and then signals the child.
 */
#ifndef LASTWORDS_DEATH_WATCH_H
#define LASTWORDS_DEATH_WATCH_H

#include <sys/types.h>

/* death_watch_start - fork a watcher that sends this signal to child, which is a process of the caller's, when the
 * caller ends. It ends by itself when either has, and is the caller's to reap. When this returns, it watches. Returns
 * its pid, or -1 with errno. */
pid_t death_watch_start(pid_t child, int number);

/* death_watch_wait - what the watcher does: wait on a kqueue for the end of parent or of child, whichever is first, and
 * signal the child if it was the parent's. Returns whether the signal was sent. */
int death_watch_wait(int queue, pid_t parent, pid_t child, int number);

#endif
