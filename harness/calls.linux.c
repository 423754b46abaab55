/* SPDX-License-Identifier: MIT
 *
 * Linux has them all.
 */
#include "calls.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

int call_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC);
}

int call_dup_onto(int fd, int onto)
{
	return dup3(fd, onto, O_CLOEXEC);
}

int call_poll(struct pollfd *fds, nfds_t count, const sigset_t *mask)
{
	return ppoll(fds, count, NULL, mask);
}

/* Before glibc 2.34, and in musl, only by its number. */
void call_close_from(int lowest)
{
	syscall(SYS_close_range, lowest, ~0U, 0);
}

int call_first_real_time(void)
{
	return SIGRTMIN;
}

int call_last_real_time(void)
{
	return SIGRTMAX;
}
