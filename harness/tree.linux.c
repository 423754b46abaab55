/* SPDX-License-Identifier: MIT
 *
 * The tree, from procfs. Walks /proc/PID/task/TID/children, which needs CONFIG_PROC_CHILDREN.
 * Buffers are static: a worker has one thread.
 */
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TEXT_MAX = 4096, TREE_TASKS = 512 };

/* The newer architectures (arm64, riscv) have only the p-variants of these. */
#ifndef SYS_poll
enum { SYS_poll = -1, SYS_select = -1, SYS_epoll_wait = -1 };
#endif

/* Asked of every thread; returning false ends the walk. */
typedef bool task_fn(void *context, pid_t pid, pid_t tid, const char *status);

struct walk {
	task_fn *visit;
	void *context;
	int seen;
};

static ssize_t read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return -1;
	got = read(fd, text, size - 1);
	close(fd);
	if (got >= 0)
		text[got] = '\0';
	return got;
}

static ssize_t read_task(pid_t pid, pid_t tid, const char *file, char *text, size_t size)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/task/%d/%s", (int)pid, (int)tid, file);
	return read_text(path, text, size);
}

static const char *field(const char *status, const char *name)
{
	const char *line = strstr(status, name);

	return line == NULL ? "" : line + strlen(name);
}

static bool walk_process(struct walk *walk, pid_t pid);
static bool walk_threads(struct walk *walk, pid_t pid);

static bool walk_children(struct walk *walk, pid_t pid, pid_t tid)
{
	char children[TEXT_MAX];
	char *next = children;

	if (read_task(pid, tid, "children", children, sizeof(children)) < 0)
		return true; /* gone meanwhile; the next scan's digest tells */
	for (;;) {
		long child = strtol(next, &next, 10);

		if (child <= 0)
			return true;
		if (!walk_process(walk, (pid_t)child))
			return false;
	}
}

static bool visit_task(struct walk *walk, pid_t pid, pid_t tid, const char *status)
{
	if (++walk->seen > TREE_TASKS) {
		errno = E2BIG;
		return false;
	}
	return walk->visit(walk->context, pid, tid, status) && walk_children(walk, pid, tid);
}

static bool walk_task(struct walk *walk, pid_t pid, pid_t tid)
{
	char status[TEXT_MAX];

	return read_task(pid, tid, "status", status, sizeof(status)) < 0 || visit_task(walk, pid, tid, status);
}

/* Most processes have one thread: then its directory need not be listed. */
static bool walk_process(struct walk *walk, pid_t pid)
{
	char status[TEXT_MAX];

	if (read_task(pid, pid, "status", status, sizeof(status)) < 0)
		return true;
	if (strtol(field(status, "\nThreads:\t"), NULL, 10) > 1)
		return walk_threads(walk, pid);
	return visit_task(walk, pid, pid, status);
}

static bool walk_threads(struct walk *walk, pid_t pid)
{
	char path[32];
	struct dirent *entry;
	bool go_on = true;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	if (tasks == NULL)
		return true;
	while (go_on && (entry = readdir(tasks)) != NULL) {
		long tid = strtol(entry->d_name, NULL, 10);

		if (tid > 0)
			go_on = walk_task(walk, pid, (pid_t)tid);
	}
	closedir(tasks);
	return go_on;
}

static bool walk_tree(task_fn *visit, void *context)
{
	struct walk walk = {.visit = visit, .context = context};

	return walk_children(&walk, getpid(), getpid());
}

struct quiet {
	uint64_t digest;
	bool busy;
};

static void mix(uint64_t *digest, uint64_t value)
{
	/* FNV-1a over whole numbers: only equality matters. */
	*digest = (*digest ^ value) * UINT64_C(1099511628211);
}

/* A process on its way out may sleep there: the init of a PID namespace waits for the last of its
 * members to be freed (kernel/pid_namespace.c, zap_pid_ns_processes), asleep and with nothing pending. Its
 * memory is given back before that (kernel/exit.c, do_exit), so it has no Vm lines any more. */
static bool is_exiting(const char *status)
{
	return strstr(status, "\nVmSize:") == NULL;
}

static bool look_at_task(void *context, pid_t pid, pid_t tid, const char *status)
{
	struct quiet *quiet = context;
	char state = field(status, "\nState:\t")[0];
	uint64_t pending = strtoull(field(status, "\nSigPnd:\t"), NULL, 16);
	uint64_t shared = strtoull(field(status, "\nShdPnd:\t"), NULL, 16);
	uint64_t blocked = strtoull(field(status, "\nSigBlk:\t"), NULL, 16);

	(void)pid;
	mix(&quiet->digest, (uint64_t)tid);
	mix(&quiet->digest, (uint64_t)(unsigned char)state);
	mix(&quiet->digest, strtoull(field(status, "\nvoluntary_ctxt_switches:\t"), NULL, 10));
	mix(&quiet->digest, strtoull(field(status, "\nnonvoluntary_ctxt_switches:\t"), NULL, 10));
	/* A stopped task keeps deliverable signals pending until SIGCONT, and a zombie does nothing more. */
	if (state == 'S')
		quiet->busy = ((pending | shared) & ~blocked) != 0 || is_exiting(status);
	else
		quiet->busy = state != 'T' && state != 'Z';
	return !quiet->busy;
}

enum tree_state tree_scan(uint64_t *ret_digest)
{
	struct quiet quiet = {.digest = UINT64_C(14695981039346656037)};

	errno = 0;
	if (!walk_tree(look_at_task, &quiet) && !quiet.busy)
		return TREE_BLIND;
	*ret_digest = quiet.digest;
	return quiet.busy ? TREE_BUSY : TREE_QUIET;
}

/* Which system calls end by themselves, and which argument says so. */
struct timed_call {
	long number;
	int argument; /* index of the timeout, -1: always timed */
	enum { TIMEOUT_POINTER, TIMEOUT_MILLISECONDS } kind;
};

static const struct timed_call timed_calls[] = {
	{SYS_clock_nanosleep, -1, TIMEOUT_POINTER},
	{SYS_nanosleep, -1, TIMEOUT_POINTER},
	/* What a stopped and continued sleep, or poll with a timeout, is resumed as. */
	{SYS_restart_syscall, -1, TIMEOUT_POINTER},
	{SYS_ppoll, 2, TIMEOUT_POINTER},
	{SYS_pselect6, 4, TIMEOUT_POINTER},
	{SYS_futex, 3, TIMEOUT_POINTER},
	{SYS_rt_sigtimedwait, 2, TIMEOUT_POINTER},
	{SYS_epoll_pwait, 3, TIMEOUT_MILLISECONDS},
	{SYS_poll, 2, TIMEOUT_MILLISECONDS},
	{SYS_select, 4, TIMEOUT_POINTER},
	{SYS_epoll_wait, 3, TIMEOUT_MILLISECONDS},
};

static bool is_timed(const char *text)
{
	char *next;
	long number = strtol(text, &next, 10);
	unsigned long long arguments[6] = {0};

	if (next == text || number < 0)
		return false;
	for (size_t i = 0; i < 6; i++)
		arguments[i] = strtoull(next, &next, 16);
	for (size_t i = 0; i < sizeof(timed_calls) / sizeof(timed_calls[0]); i++) {
		const struct timed_call *call = &timed_calls[i];

		if (call->number != number)
			continue;
		if (call->argument < 0)
			return true;
		if (call->kind == TIMEOUT_POINTER)
			return arguments[call->argument] != 0;
		return (int)arguments[call->argument] >= 0;
	}
	return false;
}

static bool look_at_sleep(void *context, pid_t pid, pid_t tid, const char *status)
{
	bool *timed = context;
	char text[TEXT_MAX];
	char path[48];

	if (field(status, "\nState:\t")[0] != 'S')
		return true;
	if (read_task(pid, tid, "syscall", text, sizeof(text)) > 0 && is_timed(text))
		*timed = true;
	snprintf(path, sizeof(path), "/proc/%d/timers", (int)pid);
	if (pid == tid && read_text(path, text, sizeof(text)) > 0)
		*timed = true;
	return !*timed;
}

bool tree_timed(void)
{
	bool timed = false;

	walk_tree(look_at_sleep, &timed);
	return timed;
}

static bool read_status(pid_t pid, char *status, size_t size)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	return read_text(path, status, size) > 0;
}

bool tree_is_mine(pid_t pid)
{
	char status[TEXT_MAX];

	while (pid > 1 && read_status(pid, status, sizeof(status))) {
		pid = (pid_t)strtol(field(status, "\nPPid:\t"), NULL, 10);
		if (pid == getpid())
			return true;
	}
	return false;
}

char tree_state_of(pid_t pid)
{
	char status[TEXT_MAX];

	return read_status(pid, status, sizeof(status)) ? field(status, "\nState:\t")[0] : '\0';
}

pid_t tree_child_of(pid_t pid)
{
	char children[TEXT_MAX];

	if (read_task(pid, pid, "children", children, sizeof(children)) <= 0)
		return 0;
	return (pid_t)strtol(children, NULL, 10);
}

void tree_kill_children(void)
{
	char children[TEXT_MAX];
	char *next = children;

	if (read_task(getpid(), getpid(), "children", children, sizeof(children)) <= 0)
		return;
	for (long child = strtol(next, &next, 10); child > 0; child = strtol(next, &next, 10))
		kill((pid_t)child, SIGKILL);
}
