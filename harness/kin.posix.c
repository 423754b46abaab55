/* SPDX-License-Identifier: MIT
 *
 * Kin. The two lists are static: who looks has one thread.
 */
#include "kin.h"

#include <signal.h>
#include <string.h>

enum { PROCESSES_MAX = 8192, CLOCK_STEP_US = 60 * 1000 * 1000 };

void kin_open(struct kin *kin, pid_t root, const char *mark)
{
	struct process itself;

	memset(kin, 0, sizeof(*kin));
	kin->root = root;
	kin->mark = mark;
	if (process_look(root, &itself)) {
		kin->since = itself.born;
		kin->outside = itself.session == root ? 0 : itself.session;
	}
}

static const struct process *find(const struct process *list, size_t count, pid_t pid)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].pid == pid)
			return &list[i];
	return NULL;
}

bool kin_has(const struct kin *kin, pid_t pid)
{
	return find(kin->found, kin->count, pid) != NULL;
}

static bool is_marked(const struct kin *kin, const struct process *process)
{
	struct process again;

	return process_has(process->pid, KIN_VARIABLE, kin->mark) && process_look(process->pid, &again) &&
	       again.born == process->born;
}

static bool has_session(const struct process *list, size_t count, pid_t session)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].session == session)
			return true;
	return false;
}

/* Nobody can join a session that exists, so all in one that kin made are kin. Its number is given to nobody as long as
 * somebody is in it (fork(2) of every BSD passes over numbers of groups and sessions). */
static bool is_in_session_of(const struct kin *kin, const struct process *process, const struct process *before,
			     size_t before_count)
{
	if (process->session == kin->outside)
		return false;
	return process->session == kin->root || has_session(before, before_count, process->session) ||
	       has_session(kin->found, kin->count, process->session);
}

static bool belongs(const struct kin *kin, const struct process *process, const struct process *before,
		    size_t before_count)
{
	const struct process *known = find(before, before_count, process->pid);

	if (process->pid == kin->root)
		return false;
	if (known != NULL && known->born == process->born)
		return true;
	if (process->parent == kin->root || kin_has(kin, process->parent))
		return true;
	if (is_in_session_of(kin, process, before, before_count))
		return true;
	/* The environment of what is older is not read: that spares most of the work. */
	return process->born >= kin->since - CLOCK_STEP_US && is_marked(kin, process);
}

/* Parents stand anywhere in the list, so it is gone through until nothing is found any more. */
void kin_look(struct kin *kin)
{
	static struct process all[PROCESSES_MAX], before[KIN_MAX];
	size_t before_count = kin->count;
	size_t all_count = processes_list(all, PROCESSES_MAX);
	size_t found_before;

	memcpy(before, kin->found, before_count * sizeof(before[0]));
	kin->count = 0;
	kin->too_many = all_count == PROCESSES_MAX;
	do {
		found_before = kin->count;
		for (size_t i = 0; i < all_count; i++) {
			if (all[i].pid == 0 || !belongs(kin, &all[i], before, before_count))
				continue;
			if (kin->count == KIN_MAX) {
				kin->too_many = true;
				return;
			}
			kin->found[kin->count++] = all[i];
			all[i].pid = 0;
		}
	} while (kin->count != found_before);
}

size_t kin_kill(const struct kin *kin, bool (*kill_it)(const struct process *process))
{
	size_t killed = 0;

	for (size_t i = 0; i < kin->count; i++) {
		const struct process *process = &kin->found[i];
		struct process now;

		if ((kill_it != NULL && !kill_it(process)) || !process_look(process->pid, &now) ||
		    now.born != process->born)
			continue;
		killed += kill(process->pid, SIGKILL) == 0;
	}
	return killed;
}
