/* SPDX-License-Identifier: MIT
 *
 * The life of a cell, step by step. What each step does is in the file of its name.
 */
#include "cell.h"

#include <unistd.h>
#include "deliver.h"
#include "end.h"
#include "journal.h"
#include "launch.h"
#include "launches.h"
#include "port.h"
#include "scene.h"
#include "settle.h"

static unsigned stage_needs(const struct cell *cell)
{
	unsigned needs = deliveries[cell->delivery].needs;

	/* A reader needs an input that does not end by itself. */
	if (cell->responder == RESPONDER_EOF_READER && launches[cell->launch].stdio == STDIO_NULL)
		needs |= NEEDS_STDIN;
	return ((needs & NEEDS_STDIN) != 0 ? STAGE_IN : 0U) | ((needs & NEEDS_STDOUT) != 0 ? STAGE_OUT : 0U) |
	       ((needs & NEEDS_HOLD) != 0 ? STAGE_HOLD : 0U);
}

static void observe(struct scene *scene)
{
	struct trace *trace = scene->trace;
	enum basis basis = settle_until(scene, NULL);

	trace->basis = (uint8_t)basis;
	trace->end_ns = clock_ns() - scene->sent_ns;
	end_observe(scene);
	scene->observed = true;
	journal_read(scene->stage.journal, scene->sent_ns, trace);
	if (scene->cell.probe != PROBE_BARE)
		trace->world = stage_look(scene->ground);
	if (basis == BASIS_GONE) {
		trace->world |= UINT32_C(1) << RUNG_DESCENDANTS_GONE;
		ground_page_note(scene->ground->page, scene->trace->end_ns);
	} else {
		trace->rescued = true;
	}
	if (basis == BASIS_DEADLINE)
		trouble_set(&trace->trouble, STEP_SETTLE, 0, "still busy at the deadline: no basis for a verdict");
}

static int ground_has(const struct scene *scene)
{
	const struct delivery_row *row = &deliveries[scene->cell.delivery];

	if ((row->needs & NEEDS_CGROUP) != 0 && scene->ground->cgroup < 0)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, 0, "no cgroup v2 here that we may write to");
	return 0;
}

bool cell_run(const struct ground *ground, const struct cell *cell, struct trace *ret_trace)
{
	struct scene scene = {
		.ground = ground,
		.cell = *cell,
		.trace = ret_trace,
		.terminal = {-1, -1},
		.hosts = {.leader_command = -1, .parent_command = -1},
		.probe_fd = -1,
		.started_fd = -1,
		.renumbered = (deliveries[cell->delivery].needs & NEEDS_INIT) != 0,
		.begun_ns = clock_ns(),
	};
	bool clean;

	*ret_trace = (struct trace){0};
	if (ground_has(&scene) < 0)
		return true;
	if (stage_open(&scene.stage, ground, stage_needs(cell), &ret_trace->trouble) == 0 && launch_open(&scene) == 0 &&
	    launch_ready(&scene) == 0 && deliver_send(&scene) == 0)
		observe(&scene);
	clean = scene_clear(&scene) == 0;
	stage_drop(&scene.probe_fd);
	stage_drop(&scene.started_fd);
	terminal_close(&scene.terminal);
	terminal_drain(&ground->terminal);
	if (stage_close(&scene.stage, ground, &ret_trace->trouble) < 0 && ret_trace->trouble.step == STEP_STAGE)
		clean = false;
	ret_trace->total_ns = clock_ns() - scene.begun_ns;
	return clean;
}
