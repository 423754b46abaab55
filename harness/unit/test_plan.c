/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "plan.h"
#include "rules.h"

struct seen {
	unsigned planned;
	unsigned left_out;
	unsigned char times[PROBE_MAX][LAUNCH_MAX][DELIVERY_MAX][RESPONDER_MAX];
};

static const char *nothing_absent(enum axis axis, size_t id)
{
	(void)axis;
	(void)id;
	return NULL;
}

static const char *no_conpty(enum axis axis, size_t id)
{
	return axis == AXIS_LAUNCH && id == LAUNCH_CONPTY ? "not here" : NULL;
}

static int note(void *context, const struct cell *cell, const char *why)
{
	struct seen *seen = context;

	if (why != NULL) {
		seen->left_out++;
		return 0;
	}
	seen->planned++;
	seen->times[cell->probe][cell->launch][cell->delivery][cell->responder]++;
	return 0;
}

static struct seen *walk(const struct plan_filter *filter, plan_absent_fn *absent)
{
	struct seen *seen = calloc(1, sizeof(*seen));

	cr_assert_eq(plan_walk(filter, absent, note, seen), 0);
	return seen;
}

Test(plan, each_cell_once_and_never_one_that_is_left_out)
{
	struct seen *seen = walk(&(struct plan_filter){0}, nothing_absent);

	cr_assert_gt(seen->planned, 3000);
	cr_assert_gt(seen->left_out, 20);
	for (unsigned p = 1; p < PROBE_MAX; p++)
		for (unsigned l = 1; l < LAUNCH_MAX; l++)
			for (unsigned d = 1; d < DELIVERY_MAX; d++)
				for (unsigned r = 1; r < RESPONDER_MAX; r++) {
					struct cell cell = {(enum probe)p, (enum launch)l, (enum delivery)d,
							    (enum responder)r};
					int left_out = rules_left_out(&cell, DEPTH_LAUNCH) != NULL ||
						       rules_left_out(&cell, DEPTH_DELIVERY) != NULL ||
						       rules_left_out(&cell, DEPTH_RESPONDER) != NULL;

					cr_assert_eq(seen->times[p][l][d][r], left_out ? 0 : 1);
				}
	free(seen);
}

Test(plan, what_the_platform_lacks_is_not_planned)
{
	struct seen *seen = walk(&(struct plan_filter){0}, no_conpty);

	cr_assert_eq(seen->times[PROBE_CONSOLE][LAUNCH_CONPTY][DELIVERY_SIGTERM][RESPONDER_NONE], 0);
	cr_assert_eq(seen->times[PROBE_CONSOLE][LAUNCH_PLAIN][DELIVERY_SIGTERM][RESPONDER_NONE], 1);
	free(seen);
}

Test(plan, shards_are_disjoint_and_together_the_whole)
{
	static const unsigned counts[] = {1, 2, 3, 7, 64};
	struct seen *whole = walk(&(struct plan_filter){0}, nothing_absent);

	for (size_t i = 0; i < countof(counts); i++) {
		struct seen *sum = calloc(1, sizeof(*sum));

		for (unsigned shard = 1; shard <= counts[i]; shard++)
			cr_assert_eq(plan_walk(&(struct plan_filter){.shard = shard, .shards = counts[i]},
					       nothing_absent, note, sum),
				     0);
		cr_assert_eq(sum->planned, whole->planned);
		cr_assert_eq(memcmp(sum->times, whole->times, sizeof(sum->times)), 0);
		free(sum);
	}
	free(whole);
}

Test(plan, filters_narrow)
{
	const char *const globs[] = {"console/plain/sigterm/none", "*/plain/kill/none"};
	struct seen *seen = walk(&(struct plan_filter){.globs = globs, .globs_count = countof(globs)}, nothing_absent);
	struct seen *whole = walk(&(struct plan_filter){0}, nothing_absent);
	unsigned picked = 1; /* by the first glob; by the second one cell of each probe that has it */

	for (unsigned p = 1; p < PROBE_MAX; p++)
		picked += whole->times[p][LAUNCH_PLAIN][DELIVERY_KILL][RESPONDER_NONE];
	cr_assert_eq(seen->times[PROBE_CONSOLE][LAUNCH_PLAIN][DELIVERY_SIGTERM][RESPONDER_NONE], 1);
	cr_assert_eq(seen->times[PROBE_PYTHON][LAUNCH_PLAIN][DELIVERY_KILL][RESPONDER_NONE], 1);
	cr_assert_eq(seen->times[PROBE_CONSOLE][LAUNCH_PLAIN][DELIVERY_SIGTERM][RESPONDER_IGNORE], 0);
	cr_assert_eq(seen->planned, picked);
	cr_assert_lt(seen->planned * 100, whole->planned);
	free(whole);
	free(seen);
}

static int say_why(void *context, const struct cell *cell, const char *why)
{
	const char **found = context;

	(void)cell;
	*found = why;
	return why != NULL;
}

Test(plan, asked_for_a_cell_that_means_nothing_it_says_why)
{
	const char *const glob = "console/no-window/tty-close/none";
	const char *why = NULL;

	plan_walk(&(struct plan_filter){.globs = &glob, .globs_count = 1}, nothing_absent, say_why, &why);
	cr_assert_not_null(why);
}

Test(plan, shard_texts)
{
	static const char *const wrong[] = {"", "1", "0/3", "4/3", "1/0", "-1/2", "1/2x", "a/b", "1//2", "99999/99999"};
	struct plan_filter filter = {0};

	cr_assert_eq(plan_parse_shard("2/4", &filter), 0);
	cr_assert_eq(filter.shard, 2);
	cr_assert_eq(filter.shards, 4);
	for (size_t i = 0; i < countof(wrong); i++)
		cr_assert_eq(plan_parse_shard(wrong[i], &filter), -1, "%s", wrong[i]);
}
