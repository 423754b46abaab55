/* SPDX-License-Identifier: MIT
 *
 * The tree where no kernel keeps it: kin of this worker. It is never seen to be quiet for certain: which signals are
 * pending, and whether a wait ends by itself, is shown by no call of macOS (proc_pidinfo in libproc.h tells of a thread
 * that it waits, not until when), so there is no fence there. What is seen, somebody running, or having run since the
 * last look, keeps a silence from counting; the rest is `quiet`.
 */
#include "tree.h"

#include <signal.h>
#include <unistd.h>
#include "kin.h"
#include "tree_mark.h"

static struct kin kin;
static char mark[TREE_MARK];

void tree_set_mark(const char *text)
{
	size_t length = 0;

	for (; text[length] != '\0' && length < sizeof(mark) - 1; length++)
		mark[length] = text[length];
	mark[length] = '\0';
}

/* Of the process that asks: a fork has kin of its own. */
static struct kin *look(void)
{
	if (kin.root != getpid())
		kin_open(&kin, getpid(), mark);
	kin_look(&kin);
	return &kin;
}

static void mix(uint64_t *digest, uint64_t value)
{
	/* FNV-1a over whole numbers: only equality matters. */
	*digest = (*digest ^ value) * UINT64_C(1099511628211);
}

enum tree_state tree_scan(uint64_t *ret_digest)
{
	static uint64_t last;
	uint64_t digest = UINT64_C(14695981039346656037);
	const struct kin *all = look();
	bool same;

	*ret_digest = 0;
	if (all->too_many)
		return TREE_BLIND;
	for (size_t i = 0; i < all->count; i++) {
		struct process_activity activity;

		/* Not to be seen: it has ended just now, or will never be; the silence decides. */
		if (!process_activity(all->found[i].pid, &activity))
			continue;
		if (activity.running)
			return TREE_BUSY;
		mix(&digest, (uint64_t)all->found[i].pid);
		mix(&digest, activity.switches);
	}
	same = digest == last;
	last = digest;
	return same ? TREE_BLIND : TREE_BUSY;
}

enum sleep_kind tree_sleep(void)
{
	return SLEEP_UNKNOWN;
}

bool tree_is_mine(pid_t pid)
{
	return kin_has(look(), pid);
}

char tree_state_of(pid_t pid)
{
	struct process process;

	if (!process_look(pid, &process))
		return '\0';
	return process.stopped ? 'T' : 'S';
}

pid_t tree_child_of(pid_t pid)
{
	(void)pid; /* only asked of the init of a PID namespace */
	return 0;
}

/* Forks of ours without exec, such as hosts, end by themselves when what they stand around has; see host.h. */
bool tree_has_orphans(void)
{
	return look()->count > 0;
}

bool tree_adopts(void)
{
	return false;
}

void tree_kill_children(void)
{
	kin_kill(look(), NULL);
}
