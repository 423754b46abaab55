/* SPDX-License-Identifier: MIT
 *
 * Linux's way of forking into a namespace and naming threads.
 */
#include "host_fork.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

pid_t host_fork(bool new_pidns)
{
	/* fork() takes no flags; without CLONE_VM the system call is a fork all the same. */
	return new_pidns ? (pid_t)syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, NULL, NULL, NULL, NULL) : fork();
}

pid_t host_thread_id(void)
{
	return (pid_t)syscall(SYS_gettid);
}

bool host_thread_alive(pid_t pid, pid_t thread)
{
	return syscall(SYS_tgkill, pid, thread, 0) == 0 || errno != ESRCH;
}
