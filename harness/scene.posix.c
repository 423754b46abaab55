/* SPDX-License-Identifier: MIT
 *
 * Reaping and clearing. Where the worker is a subreaper every process of a cell becomes its child before
 * the end, and ECHILD is proof that nothing is left; elsewhere tree_has_orphans finds who got away.
 */
#include "scene.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>
#include "end.h"
#include "port.h"
#include "tree.h"
#include "watch.h"

/* One end, whoever reaped it. A pid that fits nothing belongs to a grandchild of the cell. */
static void take_in(struct scene *scene, pid_t pid, int status)
{
	if (pid == scene->hosts.first)
		scene->hosts.first_ended = true;
	if (pid == scene->hosts.parent)
		scene->hosts.parent_ended = true;
	if (pid == scene->started) {
		scene->started_ended = true;
		if (pid != scene->probe && !scene->observed)
			end_from_status(&scene->trace->wrapper, status);
	}
	if (pid == scene->probe) {
		scene->probe_ended = true;
		if (!scene->observed)
			end_from_status(&scene->trace->end, status);
	}
}

/* Who becomes an orphan and is not handed to us ends without a wait status for us but this. */
static void take_watched(struct scene *scene, pid_t pid, int watch, bool ended)
{
	int status;

	if (ended || watch < 0 || !watch_ended(watch))
		return;
	if (watch_status(watch, &status) == 0)
		take_in(scene, pid, status);
	else if (pid == scene->started)
		scene->started_ended = true;
}

bool scene_reap(struct scene *scene)
{
	const struct host_page *page = scene->ground->hosts;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		take_in(scene, pid, status);
	/* The init of a PID namespace numbers its children for itself. */
	for (; scene->hosts.first > 0 && scene->host_ends < atomic_load(&page->reaped_count); scene->host_ends++) {
		pid_t child = page->reaped[scene->host_ends].pid;

		if (scene->renumbered)
			child = child == page->probe ? scene->started : 0;
		take_in(scene, child, page->reaped[scene->host_ends].status);
	}
	if (tree_adopts())
		return pid < 0 && errno == ECHILD;
	take_watched(scene, scene->probe, scene->probe_fd, scene->probe_ended);
	take_watched(scene, scene->started, scene->started_fd, scene->started_ended);
	return pid < 0 && !tree_has_orphans();
}

bool scene_over(struct scene *scene)
{
	return scene->probe_ended || (scene->probe_fd >= 0 && watch_ended(scene->probe_fd));
}

int scene_clear(struct scene *scene)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;
	int64_t wait = 50000;

	hosts_dismiss(&scene->hosts);
	while (!scene_reap(scene)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_END, 0, "processes of the cell do not die");
		tree_kill_children();
		terminal_drain(&scene->terminal); /* see await_end in deliver.posix.c */
		scene_wait_child(wait);
		if (wait < 4000000)
			wait *= 2;
	}
	return 0;
}
