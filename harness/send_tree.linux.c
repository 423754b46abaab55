/* SPDX-License-Identifier: MIT
 *
 * The descendants of a process, held one by one. A number that stands in a list of children may have been reused when
 * it is opened; so what counts is that the process that is held, while it is alive, says that its parent is one of
 * those that are held. That is stronger than to compare start times, which tick a hundred times a second.
 */
#include "send_look.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "procfs.h"
#include "send_proc.h"
#include "send_report.h"

enum { PASSES_MAX = 100, CHILDREN_TEXT = 1 << 20, SPARE = 4 };

struct tree {
	struct send *send;
	struct send_target *list;
	size_t count;
	char *text;
	enum send_result result;
};

static bool holds(const struct tree *tree, long long pid)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree->list[i].pid == pid)
			return true;
	return false;
}

static void fail(struct tree *tree, const char *what, int error)
{
	if (tree->result != SEND_UNSET)
		return;
	tree->result =
		send_fail(tree->send, SEND_BLOCKED, "cannot hold more than the %zu processes found so far: %s: %s",
			  tree->count, what, strerror(error));
	send_try(tree->send, "raise the limit (ulimit -n), or put the tree into a cgroup or PID namespace of its own");
}

/* A process that ended meanwhile is none of our troubles; having no descriptor to look at it with is. */
static void look_failed(struct tree *tree)
{
	if (errno != ENOENT && errno != ESRCH && errno != EINVAL)
		fail(tree, "looking at one more", errno);
}

static void add(struct tree *tree, const struct send_target *target)
{
	struct send_target *list = realloc(tree->list, (tree->count + 1) * sizeof(*list));

	if (list == NULL) {
		fail(tree, "realloc", ENOMEM);
		return;
	}
	tree->list = list;
	list[tree->count++] = *target;
}

static bool is_child_of_ours(struct tree *tree, struct send_target *target)
{
	struct send_status status;
	char text[PROCFS_TEXT];

	if (procfs_task(target->pid, target->pid, "status", text, sizeof(text)) < 0) {
		look_failed(tree);
		return false;
	}
	if (send_status_parse(text, &status) < 0 || target_ended(target))
		return false;
	snprintf(target->name, sizeof(target->name), "%s", status.name);
	return holds(tree, status.parent);
}

static void take_child(struct tree *tree, pid_t pid)
{
	struct send_target target;
	size_t before = tree->count;

	if (pid <= 0 || pid == getpid() || holds(tree, pid))
		return;
	if (target_open(&target, pid) < 0) {
		look_failed(tree);
		return;
	}
	if (is_child_of_ours(tree, &target))
		add(tree, &target);
	if (tree->count == before)
		target_close(&target);
}

static void take_children(void *context, pid_t pid, long tid)
{
	struct tree *tree = context;
	char *next = tree->text;

	if (procfs_task(pid, (pid_t)tid, "children", tree->text, CHILDREN_TEXT) < 0) {
		look_failed(tree);
		return;
	}
	/* Every number is followed by a blank: what is cut off in the middle is none, and comes with the next pass. */
	for (char *end = strchr(next, ' '); end != NULL && tree->result == SEND_UNSET; end = strchr(next, ' ')) {
		take_child(tree, (pid_t)strtol(next, NULL, 10));
		next = end + 1;
	}
}

/* Until a whole pass finds nothing new: who was forked, or read past, during one is found by the next. */
static void take_all(struct tree *tree)
{
	for (int pass = 0; pass < PASSES_MAX; pass++) {
		size_t before = tree->count;

		for (size_t i = 0; i < tree->count && tree->result == SEND_UNSET; i++)
			if (proc_each(tree->list[i].pid, "task", take_children, tree) < 0)
				look_failed(tree);
		if (tree->count == before || tree->result != SEND_UNSET)
			return;
	}
	send_note(tree->send, SEND_WARNING, 0, "still-forking",
		  "after %d looks the tree still grows: what is forked from now on is not told", PASSES_MAX);
}

static bool can_see_children(void)
{
	char text[16];

	return proc_is_ours() && procfs_task(getpid(), getpid(), "children", text, sizeof(text)) >= 0;
}

/* One descriptor a process: as many as we may have. */
static void allow_many(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

/* What is needed to look at them afterwards must not be used up. */
static void reserve(int *spare)
{
	for (int i = 0; i < SPARE; i++)
		spare[i] = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void release(const int *spare)
{
	for (int i = 0; i < SPARE; i++)
		if (spare[i] >= 0)
			close(spare[i]);
}

enum send_result look_for_descendants(struct send *send, struct send_target **targets, size_t *count)
{
	struct tree tree = {.send = send, .list = *targets, .count = *count};
	int spare[SPARE];

	if (!can_see_children()) {
		send_fail(send, SEND_BLOCKED,
			  "descendants cannot be found: /proc is not that of this PID namespace, or "
			  "the kernel lacks CONFIG_PROC_CHILDREN");
		send_try(send, "without --tree");
		return SEND_BLOCKED;
	}
	tree.text = malloc(CHILDREN_TEXT);
	if (tree.text == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	allow_many();
	reserve(spare);
	take_all(&tree);
	release(spare);
	free(tree.text);
	*targets = tree.list;
	*count = tree.count;
	return tree.result;
}
