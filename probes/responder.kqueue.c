/* SPDX-License-Identifier: MIT
 *
 * The responder that is told of its signals by kqueue: EVFILT_SIGNAL records them though they are ignored (kqueue(2)),
 * which keeps their default action away.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/event.h>
#include <time.h>
#include "mark.h"
#include "responder.h"

void kqueue_install(void)
{
	responder_wake = kqueue();
	for (size_t i = 0; i < stop_signals_count; i++) {
		struct kevent change;

		EV_SET(&change, (uintptr_t)stop_signals[i], EVFILT_SIGNAL, EV_ADD, 0, 0, NULL);
		signal(stop_signals[i], SIG_IGN);
		if (kevent(responder_wake, &change, 1, NULL, 0, NULL) < 0) {
			perror("probe: kevent");
			exit(2);
		}
	}
}

void kqueue_on_wake(void)
{
	const struct timespec now = {0};
	struct kevent event;

	if (kevent(responder_wake, NULL, 0, &event, 1, &now) != 1)
		return;
	responder_entered((int)event.ident);
	mark("handler-left", (int)event.ident);
	responder_done = 1;
}
