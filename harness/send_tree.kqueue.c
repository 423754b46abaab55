/* SPDX-License-Identifier: MIT
 *
 * The descendants of a process, held one by one. A number in a list may have been reused when it is opened; so what
 * counts is that the process that is held, while it is alive, says that its parent is one of those that are held.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "processes.h"
#include "send_look.h"
#include "send_report.h"

enum { PASSES_MAX = 100, PROCESSES_MAX = 8192 };

struct tree {
	struct send *send;
	struct send_target *list;
	size_t count;
	enum send_result result;
};

static bool holds(const struct tree *tree, pid_t pid)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree->list[i].pid == pid)
			return true;
	return false;
}

static void fail(struct tree *tree, const char *what, int error)
{
	tree->result =
		send_fail(tree->send, SEND_BLOCKED, "cannot hold more than the %zu processes found so far: %s: %s",
			  tree->count, what, strerror(error));
	send_try(tree->send, "raise the limit (ulimit -n)");
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

static void take_child(struct tree *tree, pid_t pid)
{
	struct send_target target;
	struct process process;
	size_t before = tree->count;

	if (target_open(&target, pid) < 0) {
		if (errno != ESRCH)
			fail(tree, "watching one more", errno);
		return;
	}
	if (process_look(pid, &process) && holds(tree, process.parent) && !target_ended(&target)) {
		snprintf(target.name, sizeof(target.name), "%s", process.name);
		add(tree, &target);
	}
	if (tree->count == before)
		target_close(&target);
}

/* Until a whole pass finds nothing new: who was forked, or stood before its parent, is found by the next. */
enum send_result look_for_descendants(struct send *send, struct send_target **targets, size_t *count)
{
	static struct process all[PROCESSES_MAX];
	struct tree tree = {.send = send, .list = *targets, .count = *count};
	size_t before;
	int pass = 0;

	do {
		size_t all_count = processes_list(all, PROCESSES_MAX);

		before = tree.count;
		for (size_t i = 0; i < all_count && tree.result == SEND_UNSET; i++)
			if (all[i].pid != getpid() && !holds(&tree, all[i].pid) && holds(&tree, all[i].parent))
				take_child(&tree, all[i].pid);
	} while (tree.count != before && tree.result == SEND_UNSET && ++pass < PASSES_MAX);
	if (pass == PASSES_MAX)
		send_note(send, SEND_WARNING, 0, "still-forking",
			  "after %d looks the tree still grows: what is forked from now on is not told", PASSES_MAX);
	*targets = tree.list;
	*count = tree.count;
	return tree.result;
}
