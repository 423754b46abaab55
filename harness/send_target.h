/* SPDX-License-Identifier: MIT
 *
 * A process that is going to be sent a signal, held so that no other can take its place. POSIX half of `lastwords
 * send`: one implementation per kernel.
 */
#ifndef LASTWORDS_SEND_TARGET_H
#define LASTWORDS_SEND_TARGET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "trace.h"

struct send_target {
	pid_t pid;
	char name[40];
	int handle;	  /* the kernel's, -1 where it has none: then the number and the start are compared */
	uint64_t started; /* in the kernel's measure, 0 where unknown */
	bool delivered;
	bool ended;
	int64_t ended_ns; /* clock_ns() when we learnt it */
};

/* target_open - hold a living process. Returns 0, or -1 with errno (ESRCH: there is none). */
int target_open(struct send_target *ret_target, pid_t pid);
void target_close(struct send_target *target);

/* target_ended - has it ended? Does not wait. A zombie has. */
bool target_ended(struct send_target *target);

/* target_signal - returns 0, or -1 with errno; target_signal_name is the call that is used for it. */
int target_signal(const struct send_target *target, int number);
const char *target_signal_name(const struct send_target *target);

/* targets_wait - wait until one more of those that were delivered to has ended, or until a time of clock_ns(). Returns
 * whether all of them have. */
bool targets_wait(struct send_target *targets, size_t count, int64_t until_ns);

/* target_how - how it ended; END_LOST where only its parent was told. Waits for that at most until a time of
 * clock_ns(), because some kernels say it only once the parent has collected the process. */
void target_how(const struct send_target *target, int64_t until_ns, struct end *ret_end);

#endif
