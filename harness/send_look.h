/* SPDX-License-Identifier: MIT
 *
 * What can be known of other processes before one of them is sent a signal. POSIX half of `lastwords send`; one
 * implementation per kernel. Needs no rights: what cannot be seen is left out, or said.
 */
#ifndef LASTWORDS_SEND_LOOK_H
#define LASTWORDS_SEND_LOOK_H

#include "send.h"
#include "send_target.h"

/* look_is_kin - why this process is one that the caller needs: an ancestor of this command, or the leader of its
 * session. NULL when it is none of them. Static text. */
const char *look_is_kin(pid_t pid);

/* look_missing - why there is no process of this number: none at all, a thread of another process, one that has ended
 * already. Fails the report, with what to try; returns SEND_NO_PROCESS. */
enum send_result look_missing(struct send *send, pid_t pid);

/* look_ahead - fill in the target's name, and note what will come of this signal. Returns false when there is no
 * living process of this number, or when it is a thread's. */
bool look_ahead(struct send *send, struct send_target *target, int signal, const char *name);

/* look_owner - for whom a process runs: uid, -1 where unknown. */
long long look_owner(pid_t pid);

/* look_for_descendants - append every living descendant of (*targets)[0], each opened and then seen to be a child of
 * one that is held; so parents come before their children. It may move the list. This process is left out. Returns
 * SEND_UNSET, or fails. */
enum send_result look_for_descendants(struct send *send, struct send_target **targets, size_t *count);

#endif
