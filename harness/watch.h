/* SPDX-License-Identifier: MIT
 *
 * A handle on a process that is not our child: tells that it has ended, and how.
 */
#ifndef LASTWORDS_WATCH_H
#define LASTWORDS_WATCH_H

#include <stdbool.h>
#include <sys/types.h>

/* watch_open - a handle on a living process (pidfd_open(2)); readable once it has ended.
 * Returns a descriptor to close(2), or -1 with errno. */
int watch_open(pid_t pid);

/* watch_ended - has it ended? Does not wait. */
bool watch_ended(int watch);

/* watch_wait - wait until it has ended, for at most ns. Returns whether it has. */
bool watch_wait(int watch, long long ns);

/* watch_status - the wait status of a process that somebody else reaped (PIDFD_GET_INFO with
 * PIDFD_INFO_EXIT, Linux 6.15 and later). Returns 0, or -1 where it cannot be known. */
int watch_status(int watch, int *ret_status);

#endif
