/* SPDX-License-Identifier: MIT
 *
 * The watcher: EVFILT_PROC with NOTE_EXIT on both. The child's end is asked for too, so that its number is never
 * signalled when it may be another's.
 */
#include "death_watch.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/event.h>
#include <unistd.h>
#include "axes.h"
#include "calls.h"

static int watch(int queue, pid_t pid)
{
	struct kevent change;

	EV_SET(&change, (uintptr_t)pid, EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, NULL);
	return kevent(queue, &change, 1, NULL, 0, NULL);
}

int death_watch_wait(int queue, pid_t parent, pid_t child, int number)
{
	struct kevent events[2];
	bool parent_ended = false, child_ended = false;
	int count;

	do
		count = kevent(queue, NULL, 0, events, countof(events), NULL);
	while (count < 0 && errno == EINTR);
	for (int i = 0; i < count; i++) {
		parent_ended = parent_ended || (pid_t)events[i].ident == parent;
		child_ended = child_ended || (pid_t)events[i].ident == child;
	}
	return parent_ended && !child_ended && kill(child, number) == 0;
}

/* Out of the caller's group, so that what is typed on its terminal does not end it; everything closed, so that each
 * descriptor ends with whom it belongs to. */
static _Noreturn void be_watcher(pid_t parent, pid_t child, int number, int go)
{
	char well = 'w';
	int queue;

	setpgid(0, 0);
	/* The pipe stays for one word, at a number of its own. */
	if (dup2(go, 0) < 0)
		_exit(1);
	call_close_from(1);
	queue = kqueue();
	/* A parent that ended before it was watched is nobody's parent any more. */
	if (queue < 0 || watch(queue, child) < 0 || watch(queue, parent) < 0 || getppid() != parent ||
	    write(0, &well, 1) != 1)
		_exit(1);
	close(0);
	death_watch_wait(queue, parent, child, number);
	_exit(0);
}

pid_t death_watch_start(pid_t child, int number)
{
	pid_t parent = getpid();
	int go[2];
	ssize_t got;
	char word;
	pid_t pid;

	if (call_pipe(go) < 0)
		return -1;
	pid = fork();
	if (pid == 0)
		be_watcher(parent, child, number, go[1]);
	close(go[1]);
	do
		got = pid < 0 ? -1 : read(go[0], &word, 1);
	while (got < 0 && pid > 0 && errno == EINTR);
	close(go[0]);
	if (got == 1)
		return pid;
	if (pid > 0)
		errno = ESRCH; /* it found the child ended already */
	return -1;
}
