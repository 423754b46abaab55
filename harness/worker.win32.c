/* SPDX-License-Identifier: MIT
 *
 * The worker's loop on Windows: a thread of lastwords that waits for the processes of one cell at a time.
 */
#include "worker.h"

#include <stddef.h>
#include <stdio.h>
#include "ground.win32.h"
#include "paths.win32.h"

static bool report(const struct work *work, const struct trace *trace)
{
	DWORD size = (DWORD)(offsetof(struct trace, marks) + trace->marks_count * sizeof(trace->marks[0]));
	DWORD written;

	/* One write is one piece: bytes of two writers do not mix in a pipe. */
	return WriteFile((HANDLE)work->results, trace, size, &written, NULL) && written == size;
}

void worker_work(void *context, unsigned worker, const struct ground_spot *spot)
{
	const struct work *work = context;
	struct ground ground = {
		.page = work->page,
		.worker = worker,
		.quiet_only = work->quiet_only,
		.deadline_ns = work->deadline_ns,
		.slow_ms = work->slow_ms,
	};

	win32_wide(work->probes, ground.probes, ARRAYSIZE(ground.probes));
	paths_own(ground.tools, ARRAYSIZE(ground.tools));
	win32_format(ground.root, ARRAYSIZE(ground.root), L"%ls", spot->root);
	win32_format(ground.stage, ARRAYSIZE(ground.stage), L"%ls\\stage", spot->root);
	if (!CreateDirectoryW(ground.stage, NULL)) {
		fprintf(stderr, "lastwords: worker %u: cannot make its directory\n", worker);
		return;
	}
	if (worker >= work->quick_workers || worker_run_lane(work, &ground, LANE_QUICK, report))
		worker_run_lane(work, &ground, LANE_WAITING, report);
}
