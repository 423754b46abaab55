/* SPDX-License-Identifier: MIT
 *
 * What wakes the orchestrator: results to be read, or one of the signals that are held. POSIX halves.
 */
#ifndef LASTWORDS_GATHER_WAIT_H
#define LASTWORDS_GATHER_WAIT_H

#include <signal.h>
#include <stdbool.h>

struct gather_wait {
	int traces;
	sigset_t held;
	int signals; /* the system's descriptor for them */
};

/* gather_wait_open - traces stays the caller's; the signals are blocked already. Returns 0, or -1 with errno. */
int gather_wait_open(struct gather_wait *ret_wait, int traces, const sigset_t *signals);

/* gather_wait - for at most so many milliseconds. Returns the signal that came, 0 for none. */
int gather_wait(const struct gather_wait *wait, int ms, bool *ret_readable);

void gather_wait_close(struct gather_wait *wait);

#endif
