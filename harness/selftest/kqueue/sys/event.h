/* SPDX-License-Identifier: MIT
 *
 * As much of a BSD's <sys/event.h> as the watcher needs, so that it can be run on Linux; see queue.linux.c.
 */
#ifndef LASTWORDS_SELFTEST_EVENT_H
#define LASTWORDS_SELFTEST_EVENT_H

#include <stdint.h>
#include <sys/types.h>
#include <time.h>

enum { EVFILT_PROC = -5, EV_ADD = 0x1, EV_ONESHOT = 0x10 };
#define NOTE_EXIT 0x80000000U

struct kevent {
	uintptr_t ident;
	int16_t filter;
	uint16_t flags;
	uint32_t fflags;
	intptr_t data;
	void *udata;
};

#define EV_SET(event, of, by, how, what, with, user)                                                                   \
	(*(event) = (struct kevent){(of), (by), (how), (what), (with), (user)})

int kqueue(void);

/* kevent - one change with EVFILT_PROC, EV_ADD | EV_ONESHOT and NOTE_EXIT, or a wait without end. Anything else fails
 * with EINVAL. As on a BSD, ESRCH for who has ended, zombies too (filt_procattach in XNU's bsd/kern/kern_event.c). */
int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events, int event_count,
	   const struct timespec *timeout);

#endif
