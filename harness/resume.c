/* SPDX-License-Identifier: MIT
 *
 * Reads an interrupted record back into a run.
 */
#include "resume.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "port.h"

struct header {
	const char *path;
	struct options *options;
	json_t *line;
};

static int take_header(void *context, json_t *line, unsigned long number)
{
	struct header *header = context;

	(void)number;
	header->line = json_incref(line);
	return 1; /* it is the first line */
}

static int cannot(const char *path, const char *why)
{
	fprintf(stderr, "lastwords: cannot go on with %s: %s. Start anew with --record FILE.\n", path, why);
	return -1;
}

/* strdup is not in C17. */
static char *copy_text(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = malloc(size);

	return copy == NULL ? NULL : memcpy(copy, text, size);
}

/* Where they are spoilt, the plan is not known; to run all of it instead is not what was asked for. */
static bool are_texts(json_t *filters)
{
	json_t *filter;
	size_t i;

	json_array_foreach (filters, i, filter)
		if (!json_is_string(filter))
			return false;
	return filters == NULL || json_is_array(filters);
}

static int adopt(const char *path, json_t *line, struct options *options)
{
	const char *type = json_string_value(json_object_get(line, "type"));
	const char *platform = json_string_value(json_object_get(line, "platform"));
	json_t *shard = json_object_get(line, "shard");
	json_t *filters = json_object_get(line, "filters");
	json_int_t rounds = json_integer_value(json_object_get(line, "rounds"));
	size_t count = json_array_size(filters);
	const char **globs;

	if (type == NULL || strcmp(type, "run") != 0 || platform == NULL || rounds < 1 || rounds > 10000)
		return cannot(path, "its first line is no header of a run");
	if (strcmp(platform, axis_name(AXIS_PLATFORM, platform_here())) != 0)
		return cannot(path, "it was made on another platform");
	if (shard != NULL && !json_is_null(shard) &&
	    (!json_is_string(shard) || plan_parse_shard(json_string_value(shard), &options->filter) < 0))
		return cannot(path, "its shard is not of the form I/N");
	if (!are_texts(filters))
		return cannot(path, "its filters are no list of texts");
	globs = calloc(count + 1, sizeof(*globs));
	for (size_t i = 0; globs != NULL && i < count; i++) {
		globs[i] = copy_text(json_string_value(json_array_get(filters, i)));
		if (globs[i] == NULL)
			return cannot(path, "out of memory");
	}
	options->filter.globs = globs;
	options->filter.globs_count = count;
	options->rounds = (unsigned)rounds;
	return globs == NULL ? cannot(path, "out of memory") : 0;
}

int resume_header(const char *path, struct options *options)
{
	struct header header = {.path = path, .options = options};
	int ret;

	if (!record_is_seekable(path))
		return cannot(path, "it is no file but a pipe or a device");
	ret = record_read(path, take_header, &header);
	if (ret < 0)
		return cannot(path, strerror(errno));
	if (header.line == NULL)
		return cannot(path, "it is empty");
	ret = adopt(path, header.line, options);
	json_decref(header.line);
	return ret;
}

void resume_free(struct options *options)
{
	if (options->resume == NULL)
		return;
	for (size_t i = 0; i < options->filter.globs_count; i++)
		free((void *)(uintptr_t)options->filter.globs[i]);
	free((void *)(uintptr_t)options->filter.globs);
}

/* Cell names to their numbers in the plan. */
static json_t *index_cells(const struct run *run)
{
	json_t *index = json_object();
	char name[CELL_NAME_MAX];

	for (uint32_t i = 0; i < run->work.cells_count; i++)
		json_object_set_new(index, cell_name(&run->work.cells[i], name), json_integer(i));
	return index;
}

struct reader {
	struct run *run;
	json_t *index;
};

static int take_line(void *context, json_t *line, unsigned long number)
{
	struct reader *reader = context;
	struct run *run = reader->run;
	const char *name = json_string_value(json_object_get(line, "cell"));
	json_t *cell = name == NULL ? NULL : json_object_get(reader->index, name);
	json_int_t round = json_integer_value(json_object_get(line, "round"));

	(void)number;
	if (json_object_get(line, "trouble") != NULL)
		return 0;
	judge_line(run->judge, line);
	if (cell == NULL || json_object_get(line, "end") == NULL || round < 0 || round >= run->work.rounds)
		return 0;
	run->resumed += run->done[(json_int_t)run->work.cells_count * round + json_integer_value(cell)] == 0;
	run->done[(json_int_t)run->work.cells_count * round + json_integer_value(cell)] = 1;
	return 0;
}

int resume_read(const char *path, struct run *run)
{
	struct reader reader = {run, index_cells(run)};
	int ret = record_read(path, take_line, &reader);

	json_decref(reader.index);
	return ret < 0 ? cannot(path, strerror(errno)) : 0;
}
