/* SPDX-License-Identifier: MIT
 *
 * The life of a cell on Windows, step by step. What each step does is in the file of its name.
 */
#include "cell.h"

#include "deliver.h"
#include "end.h"
#include "launch.h"
#include "port.h"
#include "scene.win32.h"
#include "settle.h"

static unsigned stage_needs(const struct cell *cell)
{
	bool reads = cell->responder == RESPONDER_EOF_READER;

	return (deliveries[cell->delivery].needs & NEEDS_STDIN) != 0 || reads ? STAGE_IN : 0U;
}

static void observe(struct scene *scene)
{
	struct trace *trace = scene->trace;
	enum basis basis;

	if (trace->end.how == END_UNBORN) {
		trace->basis = BASIS_GONE;
		trace->world = UINT32_C(1) << RUNG_DESCENDANTS_GONE;
		return;
	}
	basis = settle_until(scene, NULL);
	trace->basis = (uint8_t)basis;
	trace->end_ns = (scene->ended_ns != 0 ? scene->ended_ns : clock_ns()) - scene->sent_ns;
	end_observe(scene);
	stage_journal(&scene->stage, scene->sent_ns, trace);
	if (scene->cell.probe != PROBE_BARE)
		trace->world = stage_look(&scene->stage, scene->ground, trace->end.how != END_ALIVE);
	if (basis == BASIS_GONE) {
		trace->world |= UINT32_C(1) << RUNG_DESCENDANTS_GONE;
		if (!delivery_waits(scene->cell.delivery) && !responder_waits(scene->cell.responder))
			ground_page_note(scene->ground->page, scene->trace->end_ns);
	} else {
		trace->rescued = true;
	}
	if (basis == BASIS_DEADLINE)
		trouble_set(&trace->trouble, STEP_SETTLE, 0, "still busy at the deadline: no basis for a verdict");
}

static void strike(struct scene *scene)
{
	win32_close(&scene->job);
	win32_close(&scene->job_port);
	win32_close(&scene->host);
	win32_close(&scene->started);
	win32_close(&scene->probe);
	report_close(&scene->reports);
}

bool cell_run(const struct ground *ground, const struct cell *cell, struct trace *ret_trace)
{
	struct scene scene = {.ground = ground, .cell = *cell, .trace = ret_trace, .begun_ns = clock_ns()};
	bool clean;

	*ret_trace = (struct trace){0};
	if (stage_open(&scene.stage, ground, stage_needs(cell), &ret_trace->trouble) == 0 && launch_open(&scene) == 0 &&
	    launch_ready(&scene) == 0 && deliver_send(&scene) == 0)
		observe(&scene);
	clean = scene_clear(&scene) == 0;
	strike(&scene);
	if (stage_close(&scene.stage, ground, &ret_trace->trouble) < 0 && ret_trace->trouble.step == STEP_STAGE)
		clean = false;
	ret_trace->total_ns = clock_ns() - scene.begun_ns;
	return clean;
}
