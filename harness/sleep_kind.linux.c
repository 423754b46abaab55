/* SPDX-License-Identifier: MIT
 *
 * Classifies sleeps. A list of what is known to be endless or timed: whatever is not in it is unknown.
 */
#include "sleep_kind.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "axes.h"
#include "procfs.h"

/* The newer architectures (arm64, riscv) have only the p-variants of these. */
#ifndef SYS_poll
enum { SYS_poll = -1, SYS_select = -2, SYS_epoll_wait = -3, SYS_pause = -4 };
#endif

enum timeout { ENDLESS, TIMED, BY_POINTER, BY_MILLISECONDS, BY_DESCRIPTOR };

struct sleep_call {
	long number;
	enum timeout timeout;
	int argument; /* which one tells */
};

static const struct sleep_call calls[] = {
	{SYS_pause, ENDLESS, 0},
	{SYS_rt_sigsuspend, ENDLESS, 0},
	{SYS_wait4, ENDLESS, 0},
	{SYS_waitid, ENDLESS, 0},
	{SYS_read, BY_DESCRIPTOR, 0},
	{SYS_readv, BY_DESCRIPTOR, 0},
	{SYS_write, BY_DESCRIPTOR, 0},
	{SYS_nanosleep, TIMED, 0},
	{SYS_clock_nanosleep, TIMED, 0},
	/* What a stopped and continued sleep, or poll with a timeout, is resumed as. */
	{SYS_restart_syscall, TIMED, 0},
	{SYS_ppoll, BY_POINTER, 2},
	{SYS_pselect6, BY_POINTER, 4},
	{SYS_futex, BY_POINTER, 3},
	{SYS_rt_sigtimedwait, BY_POINTER, 2},
	{SYS_epoll_pwait, BY_MILLISECONDS, 3},
	{SYS_poll, BY_MILLISECONDS, 2},
	{SYS_select, BY_POINTER, 4},
	{SYS_epoll_wait, BY_MILLISECONDS, 3},
};

/* A socket may have a timeout of its own (SO_RCVTIMEO, socket(7)). */
static bool is_socket(pid_t pid, unsigned long long fd)
{
	char path[64], target[32];
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/%d/fd/%llu", (int)pid, fd);
	length = readlink(path, target, sizeof(target));
	return length < 0 || strncmp(target, "socket:", 7) == 0;
}

static enum sleep_kind kind_of_call(pid_t pid, const struct sleep_call *call, const unsigned long long *arguments)
{
	unsigned long long argument = arguments[call->argument];

	switch (call->timeout) {
	case ENDLESS:
		return SLEEP_ENDLESS;
	case TIMED:
		return SLEEP_TIMED;
	case BY_POINTER:
		return argument == 0 ? SLEEP_ENDLESS : SLEEP_TIMED;
	case BY_MILLISECONDS:
		return (int)argument < 0 ? SLEEP_ENDLESS : SLEEP_TIMED;
	case BY_DESCRIPTOR:
		return is_socket(pid, argument) ? SLEEP_UNKNOWN : SLEEP_ENDLESS;
	}
	return SLEEP_UNKNOWN;
}

enum sleep_kind sleep_of_thread(pid_t pid, pid_t tid)
{
	char text[PROCFS_TEXT];
	char *next = text;
	unsigned long long arguments[6];
	long number;

	if (procfs_task(pid, tid, "syscall", text, sizeof(text)) <= 0)
		return SLEEP_UNKNOWN;
	if (strncmp(text, "running", 7) == 0)
		return SLEEP_TIMED; /* not asleep at all any more */
	number = strtol(text, &next, 10);
	for (size_t i = 0; i < countof(arguments); i++)
		arguments[i] = strtoull(next, &next, 16);
	for (size_t i = 0; i < countof(calls) && number >= 0; i++)
		if (calls[i].number == number)
			return kind_of_call(pid, &calls[i], arguments);
	return SLEEP_UNKNOWN;
}

/* "it_value: (0, 0)" in fdinfo is a timerfd that is not armed (proc(5)). */
static bool is_armed_timer(int directory, pid_t pid, const char *name)
{
	char text[PROCFS_TEXT], path[64], target[32] = "";

	if (readlinkat(directory, name, target, sizeof(target) - 1) < 0 || strcmp(target, "anon_inode:[timerfd]") != 0)
		return false;
	snprintf(path, sizeof(path), "/proc/%d/fdinfo/%.16s", (int)pid, name);
	return procfs_read(path, text, sizeof(text)) < 0 || strstr(text, "it_value: (0, 0)") == NULL;
}

static enum sleep_kind look_for_timerfds(pid_t pid)
{
	enum sleep_kind kind = SLEEP_ENDLESS;
	struct dirent *entry;
	char path[32];
	DIR *fds;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	fds = opendir(path);
	if (fds == NULL)
		return SLEEP_UNKNOWN;
	while (kind == SLEEP_ENDLESS && (entry = readdir(fds)) != NULL)
		if (is_armed_timer(dirfd(fds), pid, entry->d_name))
			kind = SLEEP_TIMED;
	closedir(fds);
	return kind;
}

enum sleep_kind sleep_of_process(pid_t pid)
{
	char text[PROCFS_TEXT], path[48];
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/%d/timers", (int)pid);
	length = procfs_read(path, text, sizeof(text));
	if (length > 0)
		return SLEEP_TIMED;
	/* Without CONFIG_CHECKPOINT_RESTORE there is no such file. */
	if (length < 0 && errno != ENOENT)
		return SLEEP_UNKNOWN;
	return look_for_timerfds(pid);
}
