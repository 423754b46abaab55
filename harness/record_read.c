/* SPDX-License-Identifier: MIT
 *
 * Reads records, also those of other platforms and of runs that were cut short.
 */
#include "record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One line without its newline; returns its length, -1 at the end of the file. A longer line is read
 * past and given as one byte more than fits. */
static long read_line(FILE *file, char *line, size_t size, bool *ret_whole)
{
	size_t length = 0;
	int byte;

	*ret_whole = false;
	while ((byte = getc(file)) != EOF) {
		if (byte == '\n') {
			*ret_whole = true;
			return (long)length;
		}
		if (length < size)
			line[length++] = (char)byte;
	}
	return length == 0 ? -1 : (long)length;
}

static void warn(const char *path, unsigned long number, const char *what)
{
	fprintf(stderr, "lastwords: %s:%lu: %s; this line is passed over\n", path, number, what);
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
		warn(path, number, whole ? "no JSON object" : "the last line is torn, as an interrupted run leaves it");
		json_decref(line);
		return 0;
	}
	ret = visit(context, line, number);
	json_decref(line);
	return ret;
}

int record_read(const char *path, record_visit_fn *visit, void *context)
{
	FILE *file = fopen(path, "rb");
	char *line = malloc(RECORD_LINE_MAX + 1);
	unsigned long number = 0;
	bool whole = true;
	int ret = 0;

	if (file == NULL || line == NULL) {
		int error = errno;

		if (file != NULL)
			fclose(file);
		free(line);
		errno = error;
		return -1;
	}
	while (ret == 0) {
		long length = read_line(file, line, RECORD_LINE_MAX + 1, &whole);

		if (length < 0)
			break;
		ret = visit_line(path, ++number, line, (size_t)length, whole, visit, context);
	}
	if (ferror(file) != 0)
		ret = -1;
	free(line);
	fclose(file);
	return ret;
}
