/* SPDX-License-Identifier: MIT
 *
 * How workers share the work of a run: who takes which item is decided by who is free.
 */
#include <stdatomic.h>
#include "cell.h"
#include "worker.h"

bool worker_run_lane(const struct work *work, const struct ground *ground, enum lane lane, worker_report_fn *report)
{
	uint32_t count = work->lanes_count[lane];

	for (;;) {
		uint64_t turn = atomic_fetch_add(&work->page->next[lane], 1);
		struct trace trace;
		uint32_t cell, item;
		bool clean;

		if (count == 0 || turn >= (uint64_t)count * work->rounds)
			return true;
		cell = work->lanes[lane][turn % count];
		item = (uint32_t)(turn / count) * work->cells_count + cell;
		if (work->done[item])
			continue;
		clean = cell_run(ground, &work->cells[cell], &trace);
		trace.item = item;
		if (!report(work, &trace) || !clean)
			return false;
	}
}

void ground_page_note(struct ground_page *page, int64_t ns)
{
	int64_t known = atomic_load(&page->slowest_ns);

	while (ns > known && !atomic_compare_exchange_weak(&page->slowest_ns, &known, ns))
		continue;
}
