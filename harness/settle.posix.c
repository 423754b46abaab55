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
enum { FLOOD_SIZE = 16 * JOURNAL_MAX };
enum { QUIET_LEAST_NS = 50 * 1000 * 1000, QUIET_MULTIPLE = 8 };

/* What was last seen, and since when nothing has changed. */
struct look {
	long long journal;
	int64_t changed_ns;
};

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

/* Scan, ask how they sleep, scan again: what is the same in both scans was so all the time between
 * them, so the answer about the sleeps is true of that time too. */
static enum basis look_twice(struct look *look, const struct scene *scene)
{
	uint64_t first, second;
	enum tree_state state = tree_scan(&first);
	enum sleep_kind sleep = state == TREE_QUIET ? tree_sleep() : SLEEP_UNSET;

	if (state == TREE_BUSY || sleep == SLEEP_TIMED) {
		look->changed_ns = clock_ns();
		return BASIS_UNSET;
	}
	if (state == TREE_BLIND || sleep == SLEEP_UNKNOWN)
		return is_silent(look, scene) ? BASIS_QUIET : BASIS_UNSET;
	return tree_scan(&second) == TREE_QUIET && first == second ? BASIS_FENCE : BASIS_UNSET;
}

static enum basis look_around(struct look *look, const struct scene *scene)
{
	/* A writer to a full terminal would sleep for ever. */
	terminal_drain(&scene->terminal);
	terminal_drain(&scene->ground->terminal);
	if (scene->ground->quiet_only)
		return is_silent(look, scene) ? BASIS_QUIET : BASIS_UNSET;
	return look_twice(look, scene);
}

/* So much that reading it would tell nothing: end it before it fills the memory. */
static bool is_flooded(const struct scene *scene)
{
	return journal_size(scene->stage.journal) >= FLOOD_SIZE &&
	       trouble_set(&scene->trace->trouble, STEP_JOURNAL, 0, "the probe floods its journal") < 0;
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
		if (clock_ns() - began > scene->ground->deadline_ns || is_flooded(scene))
			return BASIS_DEADLINE;
		scene_wait_child(wait);
		wait = wait * 2 > LONGEST_LOOK_NS ? LONGEST_LOOK_NS : wait * 2;
	}
}
