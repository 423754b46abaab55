/* SPDX-License-Identifier: MIT
 *
 * Reads the lines of a journal: "rung ns pid signal". Pure: knows text, not files.
 */
#include "journal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A number at *text, followed by stop; moves *text past it. */
static bool read_number(const char **text, char stop, int64_t limit, int64_t *ret_number)
{
	char *end;
	long long number;

	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	number = strtoll(*text, &end, 10);
	if (errno != 0 || *end != stop || number > limit)
		return false;
	*ret_number = number;
	*text = end + 1;
	return true;
}

static bool parse_line(const char *line, int64_t begun_ns, struct mark *ret_mark)
{
	size_t length = strcspn(line, " ");
	int64_t ns, pid, number;
	char name[32];
	size_t rung;

	if (line[length] != ' ' || length >= sizeof(name))
		return false;
	memcpy(name, line, length);
	name[length] = '\0';
	rung = axis_find(AXIS_RUNG, name);
	line += length + 1;
	if (rung == 0 || !read_number(&line, ' ', INT64_MAX, &ns) || !read_number(&line, ' ', UINT32_MAX, &pid) ||
	    !read_number(&line, '\0', UINT8_MAX, &number))
		return false;
	*ret_mark = (struct mark){
		.rung = (uint8_t)rung,
		.signal = (uint8_t)number,
		.pid = (uint32_t)pid,
		/* A buffered line was written long before it was flushed: it has no time. */
		.ns = ns == 0 ? INT64_MIN : ns - begun_ns,
	};
	return true;
}

/* What a user can read of a line that is none. */
static void printable(char *line)
{
	for (; *line != '\0'; line++)
		if (*line < ' ' || *line > '~')
			*line = '?';
}

int journal_parse(const char *text, size_t length, int64_t begun_ns, struct trace *trace)
{
	size_t number = 1;

	while (length > 0) {
		const char *newline = memchr(text, '\n', length);
		size_t size = newline == NULL ? length : (size_t)(newline - text);
		char line[96];
		struct mark mark;

		if (size >= sizeof(line))
			size = sizeof(line) - 1;
		memcpy(line, text, size);
		line[size] = '\0';
		if (newline == NULL || memchr(text, '\0', size) != NULL || !parse_line(line, begun_ns, &mark)) {
			printable(line);
			return trouble_set(&trace->trouble, STEP_JOURNAL, 0,
					   "line %zu of the journal is no mark: %.60s", number, line);
		}
		if (mark.ns < 0 && mark.ns != INT64_MIN)
			return trouble_set(&trace->trouble, STEP_JOURNAL, 0,
					   "the probe marked %s before it was told to stop",
					   axis_name(AXIS_RUNG, mark.rung));
		if (trace->marks_count < TRACE_MARKS)
			trace->marks[trace->marks_count++] = mark;
		else if (trace->marks_lost < UINT16_MAX)
			trace->marks_lost++;
		length -= (size_t)(newline - text) + 1;
		text = newline + 1;
		number++;
	}
	return 0;
}
