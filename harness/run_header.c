/* SPDX-License-Identifier: MIT
 *
 * Writes the head of a record: what was run, where, and what was not.
 */
#include "run_header.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "facts.h"
#include "plan.h"
#include "port.h"
#include "printable.h"
#include "version.h"

static json_t *filters(const struct options *options)
{
	json_t *list = json_array();

	for (size_t i = 0; i < options->filter.globs_count; i++)
		json_array_append_new(list, printable_json(options->filter.globs[i]));
	return list;
}

static json_t *shard(const struct options *options)
{
	return options->filter.shards == 0 ? json_null()
					   : json_sprintf("%u/%u", options->filter.shard, options->filter.shards);
}

static json_t *run_json(const struct run *run, const struct options *options)
{
	json_t *facts = facts_caller();
	time_t now = time(NULL);
	char started[32];

	strftime(started, sizeof(started), "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
	json_object_set_new(facts, "ground", json_string(ground_kind_name(run->kind)));
	json_object_set_new(facts, "workers", json_integer(run->workers));
	return json_pack("{s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:s, s:o, s:o, s:i, s:i}", "type", "run", "format",
			 RECORD_FORMAT, "id", json_sprintf("%s-%llx", started, (unsigned long long)clock_ns()), "tool",
			 LASTWORDS_VERSION, "platform", axis_name(AXIS_PLATFORM, platform_here()), "os", facts_os(),
			 "facts", facts, "started", started, "shard", shard(options), "filters", filters(options),
			 "rounds", (int)options->rounds, "cells", (int)run->work.cells_count);
}

static int write_absent(struct run *run)
{
	for (unsigned axis = AXIS_PROBE; axis <= AXIS_RESPONDER; axis++) {
		size_t count;

		axis_ids((enum axis)axis, &count);
		for (size_t id = 1; id < count; id++) {
			const char *why = port_absent((enum axis)axis, id);
			json_t *line = why == NULL ? NULL : record_absent((enum axis)axis, id, why);

			if (line == NULL)
				continue;
			judge_line(run->judge, line);
			if (record_write(&run->record, line) < 0)
				return -1;
		}
	}
	return 0;
}

static int write_left_out(void *context, const struct cell *cell, const char *why)
{
	struct run *run = context;

	return why == NULL ? 0 : record_write(&run->record, record_left_out(cell, why));
}

int run_write_header(struct run *run, const struct options *options)
{
	if (record_write(&run->record, run_json(run, options)) < 0 || write_absent(run) < 0)
		return -1;
	return plan_walk(&options->filter, port_absent, write_left_out, run) < 0 ? -1 : 0;
}
