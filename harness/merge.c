/* SPDX-License-Identifier: MIT
 *
 * The shards of a plan become the record that the whole plan would have given.
 */
#include "merge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "plan.h"

struct merge {
	struct record record; /* beside its place, until it is whole */
	const char *path;
	char *beside;
	json_t *headers;
	json_t *once; /* lines that every shard says, as keys */
	json_t *ends;
	int error;
};

static int cannot(const char *what, const char *try)
{
	fprintf(stderr, "lastwords: cannot make one record: %s. Try: %s\n", what, try);
	return -1;
}

static int take_header(void *context, json_t *line, unsigned long number)
{
	const char *type = json_string_value(json_object_get(line, "type"));

	(void)number;
	if (type != NULL && strcmp(type, "run") == 0)
		json_array_append((json_t *)context, line);
	return 0;
}

static bool same_plan(json_t *one, json_t *other)
{
	static const char *const keys[] = {"tool", "platform", "os", "rounds", "filters"};

	for (size_t i = 0; i < countof(keys); i++)
		if (!json_equal(json_object_get(one, keys[i]), json_object_get(other, keys[i])) &&
		    json_object_get(one, keys[i]) != json_object_get(other, keys[i]))
			return false;
	return true;
}

/* Each shard of the plan is there, once. */
static int check_shards(json_t *headers)
{
	json_t *seen = json_object(), *first = json_array_get(headers, 0);
	struct plan_filter filter = {0};
	unsigned shards = 0;
	int ret = 0;

	for (size_t i = 0; i < json_array_size(headers) && ret == 0; i++) {
		json_t *header = json_array_get(headers, i);
		const char *shard = json_string_value(json_object_get(header, "shard"));

		if (shard == NULL || plan_parse_shard(shard, &filter) < 0)
			ret = cannot("several runs that are no shards of one", "give each run by itself");
		else if (!same_plan(first, header) || (shards != 0 && filter.shards != shards))
			ret = cannot("the shards are of different plans, versions or machines",
				     "shards that were run with the same filters on the same system");
		else if (json_object_get(seen, shard) != NULL)
			ret = cannot("a shard is there twice", "each record once");
		json_object_set_new(seen, shard == NULL ? "" : shard, json_true());
		shards = filter.shards;
	}
	if (ret == 0 && json_object_size(seen) != shards)
		ret = cannot("shards are missing", "all of them; without --record those that are there are judged");
	json_decref(seen);
	return ret;
}

/* The header of the whole: the earliest start, and all cells. */
static json_t *whole_header(json_t *headers)
{
	json_t *whole = json_copy(json_array_get(headers, 0));
	json_int_t cells = 0;

	for (size_t i = 0; i < json_array_size(headers); i++) {
		json_t *header = json_array_get(headers, i), *started = json_object_get(header, "started");
		const char *here = json_string_value(started);
		const char *earliest = json_string_value(json_object_get(whole, "started"));

		cells += json_integer_value(json_object_get(header, "cells"));
		if (here == NULL || earliest == NULL || strcmp(here, earliest) >= 0)
			continue;
		json_object_set(whole, "started", started);
		json_object_set(whole, "id", json_object_get(header, "id"));
	}
	json_object_set_new(whole, "cells", json_integer(cells));
	json_object_set_new(whole, "shard", json_null());
	return whole;
}

static void put(struct merge *merge, json_t *line)
{
	if (merge->error != 0)
		json_decref(line);
	else if (record_write(&merge->record, line) < 0)
		merge->error = errno;
}

static void discard(struct merge *merge)
{
	json_decref(merge->headers);
	json_decref(merge->once);
	json_decref(merge->ends);
	free(merge->beside);
	free(merge);
}

static int create(struct merge *merge, const char *path)
{
	size_t size = strlen(path) + sizeof(".part");

	merge->path = path;
	merge->beside = malloc(size);
	if (merge->beside == NULL)
		return -1;
	snprintf(merge->beside, size, "%s.part", path);
	return record_create(&merge->record, merge->beside);
}

struct merge *merge_begin(const char *path, const char *const *records, size_t count)
{
	struct merge *merge = calloc(1, sizeof(*merge));
	int ret = 0;

	if (merge == NULL)
		return NULL;
	*merge = (struct merge){
		.record = {.fd = -1}, .headers = json_array(), .once = json_object(), .ends = json_array()};
	for (size_t i = 0; i < count && ret == 0; i++)
		if (record_read(records[i], take_header, merge->headers) != 0)
			ret = cannot(strerror(errno), "records that can be read");
	if (ret == 0 && json_array_size(merge->headers) == 0)
		ret = cannot("no record begins with a run's header", "files that 'lastwords run' wrote");
	if (ret == 0 && json_array_size(merge->headers) > 1)
		ret = check_shards(merge->headers);
	if (ret == 0 && create(merge, path) < 0)
		ret = cannot(strerror(errno), "another place with --record FILE");
	if (ret == 0) {
		put(merge, json_array_size(merge->headers) == 1 ? json_incref(json_array_get(merge->headers, 0))
								: whole_header(merge->headers));
		return merge;
	}
	discard(merge);
	return NULL;
}

void merge_line(struct merge *merge, json_t *line)
{
	const char *type = json_string_value(json_object_get(line, "type"));

	if (type == NULL || strcmp(type, "run") == 0 || strcmp(type, "verdict") == 0)
		return;
	if (strcmp(type, "end") == 0) {
		json_array_append(merge->ends, line);
		return;
	}
	if (json_object_get(line, "absent") != NULL || strcmp(type, "absent") == 0) {
		char *text = json_dumps(line, JSON_COMPACT | JSON_SORT_KEYS);
		bool known = text == NULL || json_object_get(merge->once, text) != NULL;

		if (!known)
			json_object_set_new(merge->once, text, json_true());
		free(text);
		if (known)
			return;
	}
	put(merge, json_incref(line));
}

void merge_verdict(struct merge *merge, json_t *verdict)
{
	put(merge, verdict);
}

static json_t *whole_end(json_t *ends)
{
	static const char *const keys[] = {"cells", "blocked", "faults", "unstable", "ns"};
	json_t *whole = json_pack("{s:s}", "type", "end");

	for (size_t key = 0; key < countof(keys); key++) {
		json_int_t sum = 0;

		for (size_t i = 0; i < json_array_size(ends); i++)
			sum += json_integer_value(json_object_get(json_array_get(ends, i), keys[key]));
		json_object_set_new(whole, keys[key], json_integer(sum));
	}
	return whole;
}

/* rename(3) of Windows replaces nothing. */
static int put_in_place(const struct merge *merge)
{
	return rename(merge->beside, merge->path) == 0 ||
			       (remove(merge->path) == 0 && rename(merge->beside, merge->path) == 0)
		       ? 0
		       : -1;
}

int merge_end(struct merge *merge, bool keep)
{
	int error;

	if (json_array_size(merge->ends) >= json_array_size(merge->headers))
		put(merge, whole_end(merge->ends));
	if (record_close(&merge->record) < 0 && merge->error == 0)
		merge->error = errno;
	if (merge->error == 0 && keep && put_in_place(merge) < 0)
		merge->error = errno;
	error = merge->error;
	if (error != 0)
		cannot(strerror(error), "another place with --record FILE");
	if (error != 0 || !keep)
		remove(merge->beside);
	discard(merge);
	return error == 0 ? 0 : -1;
}
