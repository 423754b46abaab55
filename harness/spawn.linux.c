/* SPDX-License-Identifier: MIT
 *
 * spawn_process on Linux: clone(2) with CLONE_VM | CLONE_VFORK, because copying the page
 * tables of a fork costs more than the rest of a cell. The child runs on a stack of its own in
 * our memory until exec, so it calls nothing but system calls.
 */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK_SIZE = 32 * 1024, STANDARD_SIGNALS = 32 };

static alignas(16) char child_stack[STACK_SIZE];
static alignas(16) char grandchild_stack[STACK_SIZE];
static pid_t expected_parent;

static int failed(struct spawn *spawn, const char *step)
{
	spawn->error = errno;
	spawn->step = step;
	return -1;
}

static int place(struct spawn *spawn)
{
	if (spawn->new_session) {
		if (setsid() < 0)
			return failed(spawn, "setsid");
		if (spawn->terminal >= 0 && ioctl(spawn->terminal, TIOCSCTTY, 0) < 0)
			return failed(spawn, "ioctl TIOCSCTTY");
	}
	if (spawn->new_group && setpgid(0, 0) < 0)
		return failed(spawn, "setpgid");
	if (spawn->foreground && tcsetpgrp(spawn->terminal, getpgrp()) < 0)
		return failed(spawn, "tcsetpgrp");
	return 0;
}

static int descriptors(struct spawn *spawn)
{
	for (int fd = 0; fd < SPAWN_FD_MAX; fd++) {
		if (spawn->fds[fd] < 0)
			close(fd);
		else if (dup2(spawn->fds[fd], fd) < 0)
			return failed(spawn, "dup2");
	}
	if (fchdir(spawn->directory) < 0)
		return failed(spawn, "fchdir");
	if (syscall(SYS_close_range, SPAWN_FD_MAX, ~0U, 0) < 0)
		return failed(spawn, "close_range");
	return 0;
}

static int inheritance(struct spawn *spawn)
{
	/* Handlers go at exec, but what our caller ignores would stay ignored. */
	for (int number = 1; number < STANDARD_SIGNALS; number++) {
		struct sigaction action = {.sa_handler = sigismember(&spawn->ignored, number) ? SIG_IGN : SIG_DFL};

		if (number != SIGKILL && number != SIGSTOP && sigaction(number, &action, NULL) < 0)
			return failed(spawn, "sigaction");
	}
	if (spawn->cpu_seconds != 0) {
		struct rlimit limit = {spawn->cpu_seconds, spawn->cpu_seconds + 1};

		if (setrlimit(RLIMIT_CPU, &limit) < 0)
			return failed(spawn, "setrlimit RLIMIT_CPU");
	}
	if (spawn->death_signal != 0) {
		if (prctl(PR_SET_PDEATHSIG, spawn->death_signal) < 0)
			return failed(spawn, "prctl PR_SET_PDEATHSIG");
		/* A parent that died before the prctl sends nothing; in a new PID
		 * namespace the parent has no number, prctl was then in time or never. */
		if (!spawn->new_pidns && getppid() != expected_parent) {
			errno = ESRCH;
			return failed(spawn, "getppid (the parent died first)");
		}
	}
	if (sigprocmask(SIG_SETMASK, &spawn->blocked, NULL) < 0)
		return failed(spawn, "sigprocmask");
	return 0;
}

static int become_program(void *arg)
{
	struct spawn *spawn = arg;

	if (place(spawn) == 0 && descriptors(spawn) == 0 && inheritance(spawn) == 0) {
		execve(spawn->path, spawn->argv, spawn->envp);
		failed(spawn, "execve");
	}
	_exit(127);
}

static int become_daemon(void *arg)
{
	struct spawn *spawn = arg;

	if (setsid() < 0) {
		failed(spawn, "setsid");
	} else {
		spawn->pid =
			clone(become_program, grandchild_stack + STACK_SIZE, CLONE_VM | CLONE_VFORK | SIGCHLD, spawn);
		if (spawn->pid < 0)
			failed(spawn, "clone (second fork)");
	}
	_exit(0);
}

int spawn_process(struct spawn *spawn)
{
	int flags = CLONE_VM | CLONE_VFORK | SIGCHLD | (spawn->new_pidns ? CLONE_NEWPID : 0);
	int (*child)(void *) = spawn->detach ? become_daemon : become_program;
	pid_t pid;

	spawn->error = 0;
	spawn->step = NULL;
	spawn->pid = -1;
	expected_parent = getpid();
	pid = clone(child, child_stack + STACK_SIZE, flags, spawn);
	if (pid < 0)
		return failed(spawn, "clone");
	if (!spawn->detach)
		spawn->pid = pid;
	if (spawn->detach || spawn->error != 0)
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	return spawn->error != 0 ? -1 : 0;
}
