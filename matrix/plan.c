/* SPDX-License-Identifier: MIT
 *
 * Walks the product of the axes. Must not know why a combination is left out
 * (rules.c) nor how a cell is run.
 */
#include "plan.h"

#include <stdbool.h>
#include <stdlib.h>
#include "glob.h"
#include "rules.h"

struct walk {
	const struct plan_filter *filter;
	plan_absent_fn *absent;
	plan_visit_fn *visit;
	void *context;
	unsigned long planned; /* cells seen so far, for the shards */
};

/* The name of what is left out is a pattern itself: asked for one of its cells, it is the answer. */
static bool wanted(const struct walk *walk, const struct cell *cell, bool left_out)
{
	char name[CELL_NAME_MAX];

	if (walk->filter->globs_count == 0)
		return true;
	cell_name(cell, name);
	for (size_t i = 0; i < walk->filter->globs_count; i++)
		if (glob_match(walk->filter->globs[i], name) || (left_out && glob_match(name, walk->filter->globs[i])))
			return true;
	return false;
}

static int visit_planned(struct walk *walk, const struct cell *cell)
{
	if (!wanted(walk, cell, false))
		return 0;
	if (walk->filter->shards != 0 && walk->planned++ % walk->filter->shards != walk->filter->shard - 1)
		return 0;
	return walk->visit(walk->context, cell, NULL);
}

static int visit_left_out(void *context, const struct cell *cell, const char *why)
{
	struct walk *walk = context;

	return wanted(walk, cell, true) ? walk->visit(walk->context, cell, why) : 0;
}

static int walk_axis(struct walk *walk, struct cell cell, enum depth depth)
{
	size_t count;
	int ret = 0;

	axis_ids(cell_axis(depth), &count);
	for (size_t id = 1; id < count && ret == 0; id++) {
		if (walk->absent(cell_axis(depth), id) != NULL)
			continue;
		cell_set(&cell, depth, id);
		if (rules_left_out(&cell, depth) != NULL)
			continue;
		ret = depth == DEPTH_RESPONDER ? visit_planned(walk, &cell) : walk_axis(walk, cell, depth + 1);
	}
	return ret;
}

int plan_walk(const struct plan_filter *filter, plan_absent_fn *absent, plan_visit_fn *visit, void *context)
{
	struct walk walk = {.filter = filter, .absent = absent, .visit = visit, .context = context};
	int ret = rules_walk(absent, visit_left_out, &walk);

	return ret != 0 ? ret : walk_axis(&walk, (struct cell){0}, DEPTH_PROBE);
}

static const char *read_number(const char *text, unsigned *ret_number)
{
	char *end;
	unsigned long number;

	if (*text < '0' || *text > '9')
		return NULL;
	number = strtoul(text, &end, 10);
	if (number == 0 || number > 9999)
		return NULL;
	*ret_number = (unsigned)number;
	return end;
}

int plan_parse_shard(const char *text, struct plan_filter *filter)
{
	unsigned shard, shards;
	const char *rest = read_number(text, &shard);

	if (rest == NULL || *rest != '/')
		return -1;
	rest = read_number(rest + 1, &shards);
	if (rest == NULL || *rest != '\0' || shard > shards)
		return -1;
	filter->shard = shard;
	filter->shards = shards;
	return 0;
}
