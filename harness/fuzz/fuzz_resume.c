/* SPDX-License-Identifier: MIT
 *
 * lastwords run --resume, as far as it reads: the header into options, the lines into what is done, and every verdict
 * into a line that can be written.
 */
#include <jansson.h>
#include <string.h>
#include "fuzz.h"
#include "plan_cells.h"
#include "port.h"
#include "resume.h"

enum { ROUNDS_MOST = 3 };

static void check_verdicts(const struct run *run)
{
	for (size_t i = 0; i < claims_count; i++) {
		struct verdict verdict;
		json_t *line;

		judge_verdict(run->judge, i, &verdict);
		line = judge_json(platform_here(), i, &verdict);
		CHECK(line != NULL && fuzz_clean(verdict.because));
		CHECK(verdict.exhibit == NULL || fuzz_clean(verdict.exhibit));
		json_decref(line);
	}
}

static void check_done(const struct run *run)
{
	unsigned done = 0;

	for (size_t i = 0; i < (size_t)run->work.cells_count * run->work.rounds; i++)
		done += run->done[i];
	CHECK(done == run->resumed);
}

static void resume(const char *path, const struct options *options)
{
	struct run run = {.work.rounds = options->rounds};

	CHECK(plan_cells(&options->filter, &run.work) == 0);
	run.judge = judge_new(platform_here());
	run.done = calloc((size_t)run.work.cells_count * run.work.rounds + 1, 1);
	CHECK(run.judge != NULL && run.done != NULL);
	CHECK(resume_read(path, &run) == 0);
	check_done(&run);
	check_verdicts(&run);
	judge_free(run.judge);
	free(run.done);
	plan_cells_free(&run.work);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct options options = {.resume = fuzz_path(data, size)};

	if (resume_header(options.resume, &options) < 0)
		return 0;
	CHECK(options.rounds >= 1);
	if (options.rounds <= ROUNDS_MOST)
		resume(options.resume, &options);
	resume_free(&options);
	return 0;
}
