/* SPDX-License-Identifier: MIT
 *
 * job-child: runs in a child that is tied to its parent's life by kqueue: a thread of it waits for EVFILT_PROC with
 * NOTE_EXIT on the parent, and then raises SIGTERM. Linux does it with PR_SET_PDEATHSIG.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/event.h>
#include <unistd.h>
#include "probe.h"

static int queue;

static void *wait_for_parent(void *unused)
{
	struct kevent event;

	while (kevent(queue, NULL, 0, &event, 1, NULL) != 1)
		continue;
	kill(getpid(), SIGTERM);
	return unused;
}

/* The thread takes no signals: they are main's, as without it. */
static int start_thread(void)
{
	pthread_t thread;
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&thread, NULL, wait_for_parent, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

int main(int argc, char **argv)
{
	pid_t parent = getpid();
	pid_t child = fork();
	struct kevent change;

	if (child < 0) {
		perror("job-child: fork");
		return 2;
	}
	if (child != 0)
		probe_stand_in(child);
	queue = kqueue();
	EV_SET(&change, (uintptr_t)parent, EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, NULL);
	/* A parent that died before it was watched would never be told of. */
	if (queue < 0 || kevent(queue, &change, 1, NULL, 0, NULL) < 0 || getppid() != parent)
		raise(SIGTERM);
	else if (start_thread() != 0)
		return 2;
	return probe_main(argc, argv);
}
