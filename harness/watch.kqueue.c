/* SPDX-License-Identifier: MIT
 *
 * Process handles on BSDs: a kqueue with one EVFILT_PROC. It holds on to the process, not to its number. The event is
 * taken out by whoever sees it first, so what it said is kept beside the descriptor.
 */
#include "watch.h"

#include <errno.h>
#include <stddef.h>
#include <sys/event.h>
#include <time.h>
#include <unistd.h>
#include "kqueue_facts.h"

enum { WATCHES_MAX = 1024 };

struct ending {
	bool ended;
	bool told; /* status is known */
	int status;
};

/* By descriptor. A worker has one thread. */
static struct ending endings[WATCHES_MAX];
static bool with_status[WATCHES_MAX];

static int add(int queue, pid_t pid, unsigned notes)
{
	struct kevent change;

	EV_SET(&change, (uintptr_t)pid, EVFILT_PROC, EV_ADD | EV_ONESHOT, notes, 0, NULL);
	return kevent(queue, &change, 1, NULL, 0, NULL);
}

/* Older systems give the status of a child only and refuse to be asked for that of another (EACCES; filt_procattach in
 * bsd/kern/kern_event.c of Apple's xnu): then without. */
static int add_with_or_without(int queue, pid_t pid)
{
	with_status[queue] = true;
	if (add(queue, pid, kqueue_facts.exit_with_status) == 0)
		return 0;
	if (errno != EACCES && errno != EPERM)
		return -1;
	with_status[queue] = false;
	return add(queue, pid, NOTE_EXIT);
}

int watch_open(pid_t pid)
{
	int queue = kqueue();
	int error;

	if (queue >= 0 && queue < WATCHES_MAX) {
		endings[queue] = (struct ending){0};
		if (add_with_or_without(queue, pid) == 0)
			return queue;
	}
	error = queue >= WATCHES_MAX ? EMFILE : errno;
	if (queue >= 0)
		close(queue);
	errno = error;
	return -1;
}

bool watch_ended(int watch)
{
	return watch_wait(watch, 0);
}

bool watch_wait(int watch, long long ns)
{
	struct timespec time = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};
	struct kevent event;
	struct ending *ending = &endings[watch];

	if (ending->ended || kevent(watch, NULL, 0, &event, 1, &time) != 1)
		return ending->ended;
	ending->ended = true;
	ending->told = with_status[watch] && (event.flags & EV_ERROR) == 0;
	ending->status = (int)event.data & 0xffff;
	return true;
}

int watch_status(int watch, int *ret_status)
{
	if (!watch_ended(watch) || !endings[watch].told)
		return -1;
	*ret_status = endings[watch].status;
	return 0;
}
