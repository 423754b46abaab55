/* SPDX-License-Identifier: MIT
 *
 * Settling on Windows. The fence, in this order:
 *  1. a later event through the same console arrives at a process of ours, so the earlier one was dealt out before
 *     (fence.win32.c), wherever a console was in the way;
 *  2. main answers a ping that went the same way as everything else that it waits for (its wait, its queue): it has
 *     nothing left to do;
 *  3. no thread is there that was not there when the probe was ready: events are served by new threads;
 *  4. main answers again and there is still no new thread: under Wine it may be main itself whose interruption
 *     makes the thread, and it can answer only after that;
 *  5. no process is in the job that was not there when the probe was ready. Nobody asks those, so silence has to do.
 * What it does not see: a thread from before that sleeps with a limit.
 */
#include "settle.h"

#include <stdatomic.h>
#include "deliver.h"
#include "fence.win32.h"
#include "port.h"
#include "scene.win32.h"
#include "threads.win32.h"

enum { FLOOD_SIZE = 1024 * 1024, LOOK_MS = 20 };
enum { QUIET_LEAST_NS = 1000 * 1000 * 1000, QUIET_MULTIPLE = 8 };

enum answer { ANSWER_UNSET, ANSWER_IDLE, ANSWER_ENDED, ANSWER_NONE };

static int64_t silence_of(const struct scene *scene)
{
	int64_t silence = QUIET_MULTIPLE * atomic_load(&scene->ground->page->slowest_ns);

	return silence < QUIET_LEAST_NS ? QUIET_LEAST_NS : silence;
}

/* Nothing is written for so long, and nobody comes or goes: calibrated in this run. Returns ANSWER_IDLE for silence. */
static enum answer listen(const struct scene *scene, HANDLE ended, int64_t until)
{
	long long size = stage_journal_size(&scene->stage);
	int processes = scene_job(scene);
	int64_t changed = clock_ns();
	int64_t silence = silence_of(scene);

	while (clock_ns() < until && size < FLOOD_SIZE) {
		if (ended != NULL && WaitForSingleObject(ended, LOOK_MS) == WAIT_OBJECT_0)
			return ANSWER_ENDED;
		if (ended == NULL)
			scene_wait_job(scene, LOOK_MS);
		if (ended == NULL && scene_job(scene) == 0)
			return ANSWER_ENDED;
		if (stage_journal_size(&scene->stage) != size || scene_job(scene) != processes) {
			size = stage_journal_size(&scene->stage);
			processes = scene_job(scene);
			changed = clock_ns();
		}
		if (clock_ns() - changed > silence)
			return ANSWER_IDLE;
	}
	return ANSWER_NONE;
}

static enum answer ping(const struct scene *scene, int64_t until)
{
	HANDLE either[] = {scene->probe, scene->stage.pong};

	if (scene->ping == SCENE_PING_EVENT)
		SetEvent(scene->stage.ping);
	else
		PostThreadMessageW(scene->thread, WM_APP, 0, 0); /* the queue outlives the window */
	switch (WaitForMultipleObjects(ARRAYSIZE(either), either, FALSE, win32_left_ms(until))) {
	case WAIT_OBJECT_0:
		return ANSWER_ENDED;
	case WAIT_OBJECT_0 + 1:
		return ANSWER_IDLE;
	default:
		return ANSWER_NONE;
	}
}

/* Wait for the threads that are new. ret_any: was there one? */
static enum answer await_threads(const struct scene *scene, int64_t until, bool *ret_any)
{
	DWORD id;

	*ret_any = false;
	while ((id = threads_new(scene->pid, scene->threads, scene->threads_count)) != 0) {
		HANDLE either[] = {scene->probe, OpenThread(SYNCHRONIZE, FALSE, id)};
		DWORD count = either[1] == NULL ? 1 : 2;
		DWORD woken = WaitForMultipleObjects(count, either, FALSE, count == 1 ? LOOK_MS : win32_left_ms(until));

		*ret_any = true;
		win32_close(&either[1]);
		if (woken == WAIT_OBJECT_0)
			return ANSWER_ENDED;
		if (clock_ns() > until)
			return ANSWER_NONE;
	}
	return win32_ended(scene->probe) ? ANSWER_ENDED : ANSWER_IDLE;
}

static enum answer look_twice(const struct scene *scene, int64_t until)
{
	bool any;

	do {
		enum answer answer = ping(scene, until);

		if (answer == ANSWER_IDLE)
			answer = await_threads(scene, until, &any);
		if (answer == ANSWER_IDLE)
			answer = ping(scene, until);
		if (answer != ANSWER_IDLE)
			return answer;
	} while (any || threads_new(scene->pid, scene->threads, scene->threads_count) != 0);
	return ANSWER_IDLE;
}

static enum basis settle_living(const struct scene *scene, int64_t until)
{
	enum answer answer = ANSWER_NONE;
	bool asks = !scene->ground->quiet_only && scene->ping != SCENE_PING_NONE;
	bool fenced = asks && fence_consoles(scene, until);

	if (fenced && !win32_ended(scene->probe))
		answer = look_twice(scene, until);
	/* Who was started since is asked nothing. */
	if (answer == ANSWER_IDLE && scene_job(scene) > scene->processes)
		fenced = false;
	if (!fenced && !win32_ended(scene->probe))
		answer = listen(scene, scene->probe, until);
	if (answer == ANSWER_ENDED || win32_ended(scene->probe))
		return BASIS_GONE;
	if (answer == ANSWER_IDLE)
		return fenced ? BASIS_FENCE : BASIS_QUIET;
	return win32_ended(scene->probe) ? BASIS_GONE : BASIS_DEADLINE;
}

/* The probe has ended. Now its wrapper ends, and with the host's end all others must: or they are left. */
static enum basis settle_rest(struct scene *scene, int64_t until)
{
	if (scene->started != NULL && !win32_ended(scene->started) && !win32_ended(scene->host))
		listen(scene, scene->started, until);
	scene_dismiss(scene, until);
	switch (listen(scene, NULL, until)) {
	case ANSWER_ENDED:
		return BASIS_GONE;
	case ANSWER_IDLE:
		return BASIS_QUIET;
	default:
		return BASIS_DEADLINE;
	}
}

enum basis settle_until(struct scene *scene, bool (*enough)(struct scene *scene))
{
	int64_t until = scene_until(scene);
	enum basis basis = win32_ended(scene->probe) ? BASIS_GONE : settle_living(scene, until);

	if (enough != NULL && enough(scene))
		return BASIS_UNSET;
	if (stage_journal_size(&scene->stage) >= FLOOD_SIZE) {
		trouble_set(&scene->trace->trouble, STEP_JOURNAL, 0, "the probe floods its journal");
		return BASIS_DEADLINE;
	}
	if (basis != BASIS_GONE)
		return basis;
	scene->ended_ns = clock_ns();
	return settle_rest(scene, until);
}
