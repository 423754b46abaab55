/* SPDX-License-Identifier: MIT
 *
 * macOS's way of naming threads. A number of a thread has 64 bits there, counted from the system's start: what we keep
 * of it is enough for two thousand million of them.
 */
#include "host_fork.h"

#include <errno.h>
#include <libproc.h>
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

pid_t host_fork(bool new_pidns)
{
	if (new_pidns) {
		errno = ENOSYS;
		return -1;
	}
	return fork();
}

pid_t host_thread_id(void)
{
	uint64_t number = 0;

	pthread_threadid_np(NULL, &number);
	return (pid_t)number;
}

bool host_thread_alive(pid_t pid, pid_t thread)
{
	struct proc_threadinfo info;

	return proc_pidinfo(pid, PROC_PIDTHREADID64INFO, (uint64_t)thread, &info, sizeof(info)) == (int)sizeof(info);
}
