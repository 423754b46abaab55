/* SPDX-License-Identifier: MIT
 *
 * Joins the orchestrator to its ground on Windows: the page, and the pipe of results. Workers are threads, so
 * the page is ordinary memory, and the pipe is closed for writing when the last of them has ended.
 */
#include <errno.h>
#include <stdlib.h>
#include "run.h"
#include "win32.h"

struct ground_page *ground_page_new(void)
{
	return calloc(1, sizeof(struct ground_page));
}

static atomic_uint working;

static void work_and_leave(void *context, unsigned worker, const struct ground_spot *spot)
{
	struct work *work = context;

	worker_work(context, worker, spot);
	if (atomic_fetch_sub(&working, 1) == 1)
		CloseHandle((HANDLE)work->results);
}

int run_start_ground(struct run *run, struct ground_handle *ret_handle)
{
	struct ground_options options = {
		.kind = run->kind,
		.workers = run->workers,
		.work = work_and_leave,
		.context = &run->work,
	};
	HANDLE read, write;

	if (run->kind == GROUND_UNSET || !CreatePipe(&read, &write, NULL, 64 * 1024)) {
		errno = EAGAIN;
		return -1;
	}
	run->results = (intptr_t)read;
	run->work.results = (intptr_t)write;
	atomic_store(&working, run->workers);
	return ground_start(&options, ret_handle);
}
