/* SPDX-License-Identifier: MIT
 *
 * On BSDs: one kqueue. EVFILT_SIGNAL tells of a signal though it is blocked (kqueue(2)); the signal itself stays
 * pending, for gather_die.
 */
#include "gather_wait.h"

#include <sys/event.h>
#include <time.h>
#include <unistd.h>
#include "axes.h"

enum { STANDARD_SIGNALS = 32 };

int gather_wait_open(struct gather_wait *ret_wait, int traces, const sigset_t *signals)
{
	struct kevent change;
	int queue = kqueue();

	*ret_wait = (struct gather_wait){.traces = traces, .held = *signals, .signals = queue};
	EV_SET(&change, (uintptr_t)traces, EVFILT_READ, EV_ADD, 0, 0, NULL);
	if (queue < 0 || kevent(queue, &change, 1, NULL, 0, NULL) < 0)
		return -1;
	for (int number = 1; number < STANDARD_SIGNALS; number++) {
		if (sigismember(signals, number) != 1)
			continue;
		EV_SET(&change, (uintptr_t)number, EVFILT_SIGNAL, EV_ADD, 0, 0, NULL);
		if (kevent(queue, &change, 1, NULL, 0, NULL) < 0)
			return -1;
	}
	return 0;
}

/* A signal that became pending before it was added is not told of. */
static int already_pending(const sigset_t *held)
{
	sigset_t pending;

	sigpending(&pending);
	for (int number = 1; number < STANDARD_SIGNALS; number++)
		if (sigismember(held, number) == 1 && sigismember(&pending, number) == 1)
			return number;
	return 0;
}

int gather_wait(const struct gather_wait *wait, int ms, bool *ret_readable)
{
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	struct kevent events[4];
	int count = kevent(wait->signals, NULL, 0, events, countof(events), &time);
	int number = 0;

	*ret_readable = false;
	for (int i = 0; i < count; i++) {
		if (events[i].filter == EVFILT_READ)
			*ret_readable = true;
		else if (events[i].filter == EVFILT_SIGNAL)
			number = (int)events[i].ident;
	}
	return number != 0 ? number : already_pending(&wait->held);
}

void gather_wait_close(struct gather_wait *wait)
{
	if (wait->signals >= 0)
		close(wait->signals);
	wait->signals = -1;
}
