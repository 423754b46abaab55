/* SPDX-License-Identifier: MIT
 *
 * Reading /proc/PID for `lastwords send`. Linux only.
 */
#ifndef LASTWORDS_SEND_PROC_H
#define LASTWORDS_SEND_PROC_H

#include <stdbool.h>
#include <sys/types.h>
#include "send_status.h"

/* proc_is_ours - /proc may show another PID namespace than ours (unshare --pid without --mount-proc), or nothing. */
bool proc_is_ours(void);

/* proc_status - /proc/PID/status. Returns 0, or -1. */
int proc_status(pid_t pid, struct send_status *ret_status);

/* proc_each - call take for every number in the folder /proc/PID/NAME. Returns 0, or -1 with errno. */
int proc_each(pid_t pid, const char *name, void (*take)(void *context, pid_t pid, long number), void *context);

#endif
