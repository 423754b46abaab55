/* SPDX-License-Identifier: MIT
 *
 * Waiting for a child on BSDs: EVFILT_SIGNAL counts every SIGCHLD from the moment it is added, blocked or not
 * (kqueue(2)), so one that came between two waits ends the next.
 */
#include <signal.h>
#include <sys/event.h>
#include <time.h>
#include <unistd.h>
#include "scene.h"

/* A queue belongs to the process that made it: fork(2) passes none on. */
static int queue_of_this_process(void)
{
	static int queue = -1;
	static pid_t owner;
	struct kevent change;

	if (owner == getpid())
		return queue;
	owner = getpid();
	queue = kqueue();
	EV_SET(&change, SIGCHLD, EVFILT_SIGNAL, EV_ADD | EV_CLEAR, 0, 0, NULL);
	kevent(queue, &change, 1, NULL, 0, NULL);
	return queue;
}

void scene_wait_child(int64_t ns)
{
	struct timespec time = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};
	struct kevent event;

	kevent(queue_of_this_process(), NULL, 0, &event, 1, &time);
}
