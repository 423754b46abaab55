/* SPDX-License-Identifier: MIT
 *
 * Collects what plan_walk visits. A cell that only waits goes to the waiting lane.
 */
#include "plan_cells.h"

#include <stdlib.h>
#include "port.h"

enum { CELLS_STEP = 4096 };

struct collect {
	struct cell *cells;
	uint32_t count;
};

static int collect_cell(void *context, const struct cell *cell, const char *why)
{
	struct collect *collect = context;

	if (why != NULL)
		return 0;
	if (collect->count % CELLS_STEP == 0) {
		struct cell *cells = realloc(collect->cells, (collect->count + CELLS_STEP) * sizeof(*cells));

		if (cells == NULL)
			return -1;
		collect->cells = cells;
	}
	collect->cells[collect->count++] = *cell;
	return 0;
}

static int fill_lanes(struct work *work)
{
	for (int lane = 0; lane < LANE_MAX; lane++) {
		work->lanes[lane] = calloc(work->cells_count + 1, sizeof(uint32_t));
		if (work->lanes[lane] == NULL)
			return -1;
	}
	for (uint32_t i = 0; i < work->cells_count; i++) {
		const struct cell *cell = &work->cells[i];
		bool waits = delivery_waits(cell->delivery) || responder_waits(cell->responder);
		enum lane lane = waits ? LANE_WAITING : LANE_QUICK;

		work->lanes[lane][work->lanes_count[lane]++] = i;
	}
	return 0;
}

int plan_cells(const struct plan_filter *filter, struct work *work)
{
	struct collect collect = {0};
	int ret = plan_walk(filter, port_absent, collect_cell, &collect);

	work->cells = collect.cells;
	work->cells_count = collect.count;
	return ret < 0 ? -1 : fill_lanes(work);
}

void plan_cells_free(struct work *work)
{
	union {
		const struct cell *in;
		struct cell *out;
	} cells = {.in = work->cells};

	free(cells.out);
	for (int lane = 0; lane < LANE_MAX; lane++)
		free(work->lanes[lane]);
}
