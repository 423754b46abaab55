/* SPDX-License-Identifier: MIT
 *
 * Joins the orchestrator to its ground on POSIX: the shared page and the pipe of results.
 */
#include <sys/mman.h>
#include <unistd.h>
#include "calls.h"
#include "run.h"

struct ground_page *ground_page_new(void)
{
	void *page = mmap(NULL, sizeof(struct ground_page), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? NULL : page;
}

int run_start_ground(struct run *run, struct ground_handle *ret_handle)
{
	struct ground_options options = {
		.kind = run->kind,
		.workers = run->workers,
		.pinned = run->work.quick_workers,
		.cgroup = true,
		.work = worker_work,
		.context = &run->work,
		.avoid = {run->probes},
	};
	int results[2];
	int ret;

	if (call_pipe(results) < 0)
		return -1;
	run->results = results[0];
	run->work.results = results[1];
	ret = ground_start(&options, ret_handle);
	close(results[1]);
	return ret;
}
