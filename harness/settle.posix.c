/* SPDX-License-Identifier: MIT
 *
 * Settling on POSIX. Knows scans and ends, no processes: those are the scene's and the tree's.
 */
#include "settle.h"

#include <stdatomic.h>
#include "journal.h"
#include "port.h"
#include "scene.h"
#include "tree.h"

enum { FIRST_LOOK_NS = 50 * 1000, LONGEST_LOOK_NS = 4 * 1000 * 1000 };
enum { QUIET_LEAST_NS = 50 * 1000 * 1000, QUIET_MULTIPLE = 8 };

/* What was last seen, and since when nothing has changed. */
struct look {
	uint64_t digest;
	long long journal;
	int64_t changed_ns;
};

/* Scan, ask for timed waits, scan again: what is the same in both scans was so all the time
 * between them, so the answer about the waits is true of that time too. */
static bool is_fence(struct look *look)
{
	uint64_t again;

	if (tree_timed() || tree_scan(&again) != TREE_QUIET)
		return false;
	return again == look->digest;
}

static bool is_silent(struct look *look, const struct scene *scene)
{
	int64_t silence = QUIET_MULTIPLE * atomic_load(&scene->ground->page->slowest_ns);
	long long journal = journal_size(scene->stage.journal);

	if (silence < QUIET_LEAST_NS)
		silence = QUIET_LEAST_NS;
	if (journal != look->journal) {
		look->journal = journal;
		look->changed_ns = clock_ns();
	}
	return clock_ns() - look->changed_ns > silence;
}

static enum basis look_around(struct look *look, struct scene *scene)
{
	enum tree_state state;

	terminal_drain(&scene->terminal);
	terminal_drain(&scene->ground->terminal);
	state = scene->ground->quiet_only ? TREE_BLIND : tree_scan(&look->digest);

	if (state == TREE_BLIND)
		return is_silent(look, scene) ? BASIS_QUIET : BASIS_UNSET;
	return state == TREE_QUIET && is_fence(look) ? BASIS_FENCE : BASIS_UNSET;
}

/* Hosts are let go when what they stand around has ended, and not before: the end of a session leader
 * is a SIGHUP for a wrapper that is just about to end by itself. */
static bool hosts_are_done(struct scene *scene)
{
	return scene->hosts.roles != 0 && scene_over(scene) && scene->started_ended;
}

enum basis settle_until(struct scene *scene, bool (*enough)(struct scene *scene))
{
	int64_t began = clock_ns();
	int64_t wait = FIRST_LOOK_NS;
	struct look look = {.changed_ns = began};

	for (;;) {
		bool empty = scene_reap(scene);
		enum basis basis;

		if (enough != NULL && enough(scene))
			return BASIS_UNSET;
		if (empty)
			return BASIS_GONE;
		if (hosts_are_done(scene)) {
			hosts_dismiss(&scene->hosts);
			look.changed_ns = clock_ns();
		}
		/* The first look comes after a short wait: whatever dies at once is then already dead. */
		if (wait != FIRST_LOOK_NS) {
			basis = look_around(&look, scene);
			if (basis != BASIS_UNSET && scene_reap(scene))
				return BASIS_GONE;
			/* Quiet may mean that the last of them ended during the look and only hosts are left. */
			if (basis != BASIS_UNSET && !hosts_are_done(scene))
				return basis;
		}
		if (clock_ns() - began > scene->ground->deadline_ns)
			return BASIS_DEADLINE;
		scene_wait_child(wait);
		wait = wait * 2 > LONGEST_LOOK_NS ? LONGEST_LOOK_NS : wait * 2;
	}
}
