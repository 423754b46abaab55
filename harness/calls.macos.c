/* SPDX-License-Identifier: MIT
 *
 * What macOS lacks of them, made of what it has. The two steps of a close-on-exec descriptor are one to us: nothing is
 * started by another thread meanwhile.
 */
#include "calls.h"

#include <errno.h>
#include <fcntl.h>
#include <libproc.h>
#include <sys/select.h>
#include <unistd.h>
#include "axes.h"

enum { DESCRIPTORS_MAX = 1024 };

static int mark_close_on_exec(int fd)
{
	return fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int call_pipe(int ends[2])
{
	if (pipe(ends) < 0)
		return -1;
	if (mark_close_on_exec(ends[0]) == 0 && mark_close_on_exec(ends[1]) == 0)
		return 0;
	close(ends[0]);
	close(ends[1]);
	return -1;
}

int call_dup_onto(int fd, int onto)
{
	return dup2(fd, onto) < 0 || mark_close_on_exec(onto) < 0 ? -1 : onto;
}

/* pselect(2) swaps the mask in the kernel, as ppoll does elsewhere. Our descriptors are few and small. */
int call_poll(struct pollfd *fds, nfds_t count, const sigset_t *mask)
{
	fd_set readable;
	int highest = -1;
	int ready;

	FD_ZERO(&readable);
	for (nfds_t i = 0; i < count; i++) {
		fds[i].revents = 0;
		if (fds[i].fd >= FD_SETSIZE) {
			errno = EINVAL;
			return -1;
		}
		if (fds[i].fd < 0)
			continue;
		FD_SET(fds[i].fd, &readable);
		highest = fds[i].fd > highest ? fds[i].fd : highest;
	}
	ready = pselect(highest + 1, &readable, NULL, NULL, NULL, mask);
	for (nfds_t i = 0; i < count && ready > 0; i++)
		if (fds[i].fd >= 0 && FD_ISSET(fds[i].fd, &readable))
			fds[i].revents = POLLIN;
	return ready;
}

/* By the list of what is open (libproc.h): the limit may be without limit. */
void call_close_from(int lowest)
{
	static struct proc_fdinfo open_fds[DESCRIPTORS_MAX];
	int size = proc_pidinfo(getpid(), PROC_PIDLISTFDS, 0, open_fds, sizeof(open_fds));

	for (int i = 0; i < size / (int)sizeof(open_fds[0]); i++)
		if (open_fds[i].proc_fd >= lowest)
			close(open_fds[i].proc_fd);
}

int call_first_real_time(void)
{
	return 0;
}

int call_last_real_time(void)
{
	return 0;
}
