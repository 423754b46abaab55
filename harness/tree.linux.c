/* SPDX-License-Identifier: MIT
 *
 * The tree, from procfs. Walks /proc/PID/task/TID/children, which needs CONFIG_PROC_CHILDREN.
 * Buffers are static: a worker has one thread.
 */
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "procfs.h"

enum { TREE_PROCESSES = 512, CHILDREN_TEXT = 12 * TREE_PROCESSES };

/* Asked of every thread; returning false ends the walk. */
typedef bool task_fn(void *context, pid_t pid, pid_t tid, const char *status);

enum walk_end { WALK_WHOLE, WALK_STOPPED, WALK_CHANGED, WALK_TOO_MANY };

/* The processes of the tree in the order in which they are found. */
struct walk {
	task_fn *visit;
	void *context;
	pid_t found[TREE_PROCESSES];
	size_t count;
};

static enum walk_end add_children(struct walk *walk, pid_t pid, pid_t tid)
{
	static char text[CHILDREN_TEXT];
	ssize_t length = procfs_task(pid, tid, "children", text, sizeof(text));
	char *next = text;

	if (length < 0)
		return WALK_CHANGED;
	/* Every number is followed by a blank: what is cut off in the middle is none. */
	for (char *end = strchr(next, ' '); end != NULL; end = strchr(next, ' ')) {
		if (walk->count == TREE_PROCESSES)
			return WALK_TOO_MANY;
		walk->found[walk->count++] = (pid_t)strtol(next, NULL, 10);
		next = end + 1;
	}
	return length == CHILDREN_TEXT - 1 ? WALK_TOO_MANY : WALK_WHOLE;
}

static enum walk_end visit_task(struct walk *walk, pid_t pid, pid_t tid, const char *status)
{
	return walk->visit(walk->context, pid, tid, status) ? add_children(walk, pid, tid) : WALK_STOPPED;
}

static enum walk_end visit_threads(struct walk *walk, pid_t pid)
{
	enum walk_end end = WALK_WHOLE;
	char status[PROCFS_TEXT], path[32];
	struct dirent *entry;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	if (tasks == NULL)
		return WALK_CHANGED;
	while (end == WALK_WHOLE && (entry = readdir(tasks)) != NULL) {
		pid_t tid = (pid_t)strtol(entry->d_name, NULL, 10);

		if (tid <= 0)
			continue;
		if (procfs_task(pid, tid, "status", status, sizeof(status)) < 0)
			end = WALK_CHANGED;
		else
			end = visit_task(walk, pid, tid, status);
	}
	closedir(tasks);
	return end;
}

/* Most processes have one thread: then its directory need not be listed. */
static enum walk_end visit_process(struct walk *walk, pid_t pid)
{
	char status[PROCFS_TEXT];

	/* It was in a list of children a moment ago: whatever it did in its last one, it did it now. */
	if (procfs_task(pid, pid, "status", status, sizeof(status)) < 0)
		return WALK_CHANGED;
	if (strtol(procfs_field(status, "\nThreads:\t"), NULL, 10) > 1)
		return visit_threads(walk, pid);
	return visit_task(walk, pid, pid, status);
}

static enum walk_end walk_tree(task_fn *visit, void *context)
{
	static struct walk walk;
	enum walk_end end;

	walk.visit = visit;
	walk.context = context;
	walk.count = 0;
	errno = 0;
	end = add_children(&walk, getpid(), getpid());
	for (size_t i = 0; i < walk.count && end == WALK_WHOLE; i++)
		end = visit_process(&walk, walk.found[i]);
	return end;
}

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

static bool has_deliverable(const char *status)
{
	uint64_t pending = strtoull(procfs_field(status, "\nSigPnd:\t"), NULL, 16);
	uint64_t shared = strtoull(procfs_field(status, "\nShdPnd:\t"), NULL, 16);
	uint64_t blocked = strtoull(procfs_field(status, "\nSigBlk:\t"), NULL, 16);

	return ((pending | shared) & ~blocked) != 0;
}

static bool is_at_rest(const char *status)
{
	switch (procfs_field(status, "\nState:\t")[0]) {
	case 'S':
		return !has_deliverable(status) && !is_exiting(status);
	case 'T':
		return true; /* deliverable signals wait for SIGCONT */
	case 'Z':
		/* Ours is to be reaped first; that of another who does not wait for it stays. */
		return strtol(procfs_field(status, "\nPPid:\t"), NULL, 10) != getpid();
	default:
		return false;
	}
}

static bool look_at_task(void *context, pid_t pid, pid_t tid, const char *status)
{
	uint64_t *digest = context;

	(void)pid;
	mix(digest, (uint64_t)tid);
	mix(digest, (uint64_t)(unsigned char)procfs_field(status, "\nState:\t")[0]);
	mix(digest, strtoull(procfs_field(status, "\nvoluntary_ctxt_switches:\t"), NULL, 10));
	mix(digest, strtoull(procfs_field(status, "\nnonvoluntary_ctxt_switches:\t"), NULL, 10));
	return is_at_rest(status);
}

enum tree_state tree_scan(uint64_t *ret_digest)
{
	*ret_digest = UINT64_C(14695981039346656037);
	switch (walk_tree(look_at_task, ret_digest)) {
	case WALK_WHOLE:
		return TREE_QUIET;
	case WALK_TOO_MANY:
		return TREE_BLIND;
	case WALK_CHANGED:
		return errno == ENOENT || errno == ESRCH ? TREE_BUSY : TREE_BLIND;
	case WALK_STOPPED:
		break;
	}
	return TREE_BUSY;
}

static bool look_at_sleep(void *context, pid_t pid, pid_t tid, const char *status)
{
	enum sleep_kind *worst = context;
	enum sleep_kind kind = SLEEP_ENDLESS;

	if (procfs_field(status, "\nState:\t")[0] == 'S')
		kind = sleep_of_thread(pid, tid);
	if (kind > *worst)
		*worst = kind;
	/* A stopped process does not see its timers go off before it is continued. */
	if (pid == tid && procfs_field(status, "\nState:\t")[0] == 'S') {
		kind = sleep_of_process(pid);
		if (kind > *worst)
			*worst = kind;
	}
	return *worst != SLEEP_TIMED;
}

enum sleep_kind tree_sleep(void)
{
	enum sleep_kind worst = SLEEP_ENDLESS;
	enum walk_end end = walk_tree(look_at_sleep, &worst);

	return end == WALK_CHANGED || end == WALK_TOO_MANY ? SLEEP_TIMED : worst;
}

static bool read_status(pid_t pid, char *status, size_t size)
{
	return procfs_task(pid, pid, "status", status, size) > 0;
}

bool tree_is_mine(pid_t pid)
{
	char status[PROCFS_TEXT];

	while (pid > 1 && read_status(pid, status, sizeof(status))) {
		pid = (pid_t)strtol(procfs_field(status, "\nPPid:\t"), NULL, 10);
		if (pid == getpid())
			return true;
	}
	return false;
}

char tree_state_of(pid_t pid)
{
	char status[PROCFS_TEXT];

	return read_status(pid, status, sizeof(status)) ? procfs_field(status, "\nState:\t")[0] : '\0';
}

pid_t tree_child_of(pid_t pid)
{
	static struct walk children;

	children.count = 0;
	add_children(&children, pid, pid);
	return children.count == 0 ? 0 : children.found[0];
}

bool tree_has_orphans(void)
{
	return false;
}

bool tree_adopts(void)
{
	return true;
}

void tree_kill_children(void)
{
	static struct walk children;

	children.count = 0;
	add_children(&children, getpid(), getpid());
	for (size_t i = 0; i < children.count; i++)
		kill(children.found[i], SIGKILL);
}
