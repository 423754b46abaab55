/* SPDX-License-Identifier: MIT
 *
 * In what the kqueues of BSDs differ: one row a system, which is all that the x.kqueue.c files know of it.
 */
#ifndef LASTWORDS_KQUEUE_FACTS_H
#define LASTWORDS_KQUEUE_FACTS_H

struct kqueue_facts {
	/* NOTE_* that ask for the end of a process together with its wait status in the event's data. On macOS
	 * NOTE_EXITSTATUS must be asked for; FreeBSD's NOTE_EXIT brings it always (kqueue(2) of each). */
	unsigned exit_with_status;
};

extern const struct kqueue_facts kqueue_facts;

#endif
