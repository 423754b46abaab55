/* SPDX-License-Identifier: MIT
 *
 * What the descendants of this process are doing, read from outside.
 */
#ifndef LASTWORDS_TREE_H
#define LASTWORDS_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "sleep_kind.h"

enum tree_state {
	TREE_UNSET,
	TREE_BLIND, /* cannot be read, or is too large */
	TREE_BUSY,  /* some thread runs, or has a signal that it will take */
	TREE_QUIET, /* every thread sleeps or is stopped, and none has a deliverable signal */
};

/* tree_scan - look once at every thread of every descendant of the calling process.
 * ret_digest gets a number made of the threads seen and their context-switch counts
 * (proc(5), /proc/PID/status). One quiet scan proves nothing; two in a row with the same digest
 * mean that nobody ran in between, so nothing can happen without an event from
 * outside or a timer: see tree_sleep. */
enum tree_state tree_scan(uint64_t *ret_digest);

/* tree_sleep - how the tree's threads sleep, the least certain of them; what changes meanwhile counts as
 * timed. To be asked between two scans, so that the answer is of the time between them. */
enum sleep_kind tree_sleep(void);

/* tree_is_mine - is pid a descendant of the calling process at this moment? */
bool tree_is_mine(pid_t pid);

/* tree_state_of - the state letter of a process (proc(5): R S D Z T t X), 0 when it is gone. */
char tree_state_of(pid_t pid);

/* tree_child_of - the first child of a process, in our own numbering, 0 when it has none. */
pid_t tree_child_of(pid_t pid);

/* tree_has_orphans - is there a process of the cell that is no descendant of ours any more? Never where a worker is a
 * subreaper (prctl(2)), because the kernel hands orphans to it. */
bool tree_has_orphans(void);

/* tree_adopts - is an orphan of the cell handed to us, to be reaped like a child? */
bool tree_adopts(void);

/* tree_kill_children - SIGKILL every child of the calling process, and every orphan. A child is ours until we reap it,
 * so no number can be a stranger's; an orphan is looked at anew right before. */
void tree_kill_children(void);

#endif
