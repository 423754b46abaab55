/* SPDX-License-Identifier: MIT
 *
 * EVFILT_PROC with NOTE_EXIT by pidfds in an epoll.
 */
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/event.h>
#include <sys/syscall.h>
#include <unistd.h>

int kqueue(void)
{
	return epoll_create1(EPOLL_CLOEXEC);
}

static int add(int queue, const struct kevent *change)
{
	struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.u64 = change->ident};
	struct pollfd ended = {.events = POLLIN};

	ended.fd = (int)syscall(SYS_pidfd_open, (pid_t)change->ident, 0);
	if (ended.fd < 0)
		return -1;
	if (poll(&ended, 1, 0) != 0) {
		errno = ESRCH;
		return -1;
	}
	return epoll_ctl(queue, EPOLL_CTL_ADD, ended.fd, &event);
}

int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events, int event_count,
	   const struct timespec *timeout)
{
	struct epoll_event one;
	int count;

	if (change_count == 1 && event_count == 0 && changes->filter == EVFILT_PROC && changes->fflags == NOTE_EXIT &&
	    changes->flags == (EV_ADD | EV_ONESHOT))
		return add(queue, changes);
	if (change_count != 0 || event_count < 1 || timeout != NULL) {
		errno = EINVAL;
		return -1;
	}
	count = epoll_wait(queue, &one, 1, -1);
	if (count == 1)
		EV_SET(events, (uintptr_t)one.data.u64, EVFILT_PROC, 0, NOTE_EXIT, 0, NULL);
	return count;
}
