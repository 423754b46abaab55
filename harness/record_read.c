/* SPDX-License-Identifier: MIT
 *
 * Reads records, also those of other platforms and of runs that were cut short.
 */
#include "record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024 };

/* A file that is read in blocks: a line of a gigabyte is to be passed over in a second. */
struct lines {
	FILE *file;
	size_t at, end;
	char block[BLOCK];
	char line[RECORD_LINE_MAX + 1];
	size_t length;
	bool whole; /* its newline was read */
};

/* The next line without its newline. A longer one is read past and has the length of what fits. Returns false at the
 * end of the file. */
static bool next_line(struct lines *lines)
{
	bool any = false;

	lines->length = 0;
	lines->whole = false;
	while (!lines->whole) {
		const char *from = lines->block + lines->at;
		size_t size = lines->end - lines->at, room = sizeof(lines->line) - lines->length;
		const char *newline = memchr(from, '\n', size);

		if (newline != NULL)
			size = (size_t)(newline - from);
		any = any || size > 0 || newline != NULL;
		memcpy(lines->line + lines->length, from, size < room ? size : room);
		lines->length += size < room ? size : room;
		lines->at += size + (newline != NULL);
		lines->whole = newline != NULL;
		if (lines->whole || lines->at < lines->end)
			continue;
		lines->at = 0;
		lines->end = fread(lines->block, 1, sizeof(lines->block), lines->file);
		if (lines->end == 0)
			return any;
	}
	return true;
}

static void warn(const char *path, unsigned long number, const char *what)
{
	fprintf(stderr, "lastwords: %s:%lu: %s; this line is passed over\n", path, number, what);
}

/* Why a line is no object; only what jansson says is not the syntax. */
static const char *why_not(json_t *line, const json_error_t *error, bool whole)
{
	if (!whole)
		return "the last line is torn, as an interrupted run leaves it";
	if (line != NULL)
		return "no JSON object";
	switch ((int)json_error_code(error)) {
	case json_error_stack_overflow:
		return "nested too deeply";
	case json_error_numeric_overflow:
		return "a number in it is too large";
	case json_error_duplicate_key:
		return "a key stands in it twice";
	case json_error_invalid_utf8:
		return "not UTF-8";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "a NUL in it";
	case json_error_out_of_memory:
		return "out of memory";
	default:
		return "no JSON object";
	}
}

static int visit_line(const char *path, unsigned long number, const char *text, size_t length, bool whole,
		      record_visit_fn *visit, void *context)
{
	json_error_t error;
	json_t *line;
	int ret;

	if (length > RECORD_LINE_MAX) {
		warn(path, number, "longer than any line of a record");
		return 0;
	}
	line = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_object(line)) {
		warn(path, number, why_not(line, &error, whole));
		json_decref(line);
		return 0;
	}
	ret = visit(context, line, number);
	json_decref(line);
	return ret;
}

int record_read(const char *path, record_visit_fn *visit, void *context)
{
	struct lines *lines = malloc(sizeof(*lines));
	unsigned long number = 0;
	int ret = 0, error;

	if (lines == NULL)
		return -1;
	lines->at = lines->end = 0;
	lines->file = fopen(path, "rb");
	if (lines->file == NULL) {
		error = errno;
		free(lines);
		errno = error;
		return -1;
	}
	errno = 0;
	while (ret == 0 && next_line(lines))
		ret = visit_line(path, ++number, lines->line, lines->length, lines->whole, visit, context);
	error = errno;
	if (ferror(lines->file) != 0)
		ret = -1;
	fclose(lines->file);
	free(lines);
	errno = error;
	return ret;
}
