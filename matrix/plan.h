/* SPDX-License-Identifier: MIT
 *
 * The plan: the product of the axes, without the combinations that mean nothing.
 * Pure: what exists on this platform is asked of the caller.
 */
#ifndef LASTWORDS_PLAN_H
#define LASTWORDS_PLAN_H

#include <stddef.h>
#include "axes.h"

/* Why an id of an axis does not exist on this platform, NULL when it does. */
typedef const char *plan_absent_fn(enum axis axis, size_t id);

/* Which part of the product is wanted. */
struct plan_filter {
	const char *const *globs; /* globs_count patterns, any of which may match; none: all */
	size_t globs_count;
	unsigned shard; /* 1..shards; 0 with shards 0: the whole */
	unsigned shards;
};

/* Called for every planned cell (why is NULL) and for every combination left out
 * by rule (why says the reason; unset axes of the cell stand for "any"). Left-out
 * combinations are not sharded. Returning non-zero ends the walk. */
typedef int plan_visit_fn(void *context, const struct cell *cell, const char *why);

/* plan_walk - visit first what is left out, then the plan in its fixed order. Shards are disjoint, together they
 * are the whole, and each takes every shards-th cell so that slow rows are spread.
 * Returns 0, or what visit returned when it ended the walk. */
int plan_walk(const struct plan_filter *filter, plan_absent_fn *absent, plan_visit_fn *visit, void *context);

/* plan_parse_shard - read "I/N" with 1 <= I <= N <= 9999 into the filter.
 * Returns 0, or -1 when the text is not of that form. */
int plan_parse_shard(const char *text, struct plan_filter *filter);

#endif
