/* SPDX-License-Identifier: MIT
 *
 * lastwords show: one cell of a record as a timeline.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "record.h"

struct wanted {
	const char *cell;
	unsigned found;
};

static const char *text_of(json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "-" : text;
}

static void print_time(json_t *ns)
{
	if (json_is_integer(ns))
		printf("%12.3f ms  ", (double)json_integer_value(ns) / 1e6);
	else
		printf("%12s     ", "?");
}

static void print_end(const char *who, json_t *end)
{
	const char *how = text_of(end, "how");

	printf("%s: %s", who, how);
	if (strcmp(how, "exit") == 0)
		printf(" with code %lld", (long long)json_integer_value(json_object_get(end, "code")));
	if (json_is_string(json_object_get(end, "signal")))
		printf(" by %s", text_of(end, "signal"));
	printf(" (raw 0x%llx)\n", (long long)json_integer_value(json_object_get(end, "raw")));
}

static void print_call(json_t *call)
{
	int error = (int)json_integer_value(json_object_get(call, "error"));

	print_time(json_object_get(call, "ns"));
	printf("sent: %s returned %lld%s%s\n", text_of(call, "call"),
	       (long long)json_integer_value(json_object_get(call, "value")), error == 0 ? "" : ", error ",
	       error == 0 ? "" : strerror(error));
}

static void print_mark(json_t *mark)
{
	print_time(json_object_get(mark, "ns"));
	printf("%s", text_of(mark, "rung"));
	if (json_is_string(json_object_get(mark, "signal")))
		printf(" %s", text_of(mark, "signal"));
	printf("  (pid %lld)\n", (long long)json_integer_value(json_object_get(mark, "pid")));
}

/* Calls and marks are each in their order; put together they are the timeline. A mark without a time
 * stays where it is among the marks. */
static void print_timeline(json_t *calls, json_t *marks)
{
	size_t call = 0, mark = 0;

	while (call < json_array_size(calls) || mark < json_array_size(marks)) {
		json_t *next_call = json_array_get(calls, call);
		json_t *next_mark = json_array_get(marks, mark);
		json_t *mark_ns = json_object_get(next_mark, "ns");
		bool call_first = next_mark == NULL ||
				  (json_is_integer(mark_ns) &&
				   json_integer_value(json_object_get(next_call, "ns")) <= json_integer_value(mark_ns));

		if (next_call != NULL && call_first) {
			print_call(next_call);
			call++;
		} else {
			print_mark(next_mark);
			mark++;
		}
	}
}

static void print_observation(json_t *line)
{
	json_t *ns = json_object_get(line, "ns");
	json_t *mark;
	size_t i;

	printf("  ready after %.3f ms\n", (double)json_integer_value(json_object_get(ns, "ready")) / 1e6);
	print_timeline(json_object_get(json_object_get(line, "sent"), "calls"), json_object_get(line, "marks"));
	print_time(json_object_get(ns, "end"));
	print_end("the probe", json_object_get(line, "end"));
	if (json_is_object(json_object_get(line, "wrapper")))
		print_end("                 the process that was started", json_object_get(line, "wrapper"));
	printf("  basis: %s%s\n  ran:", text_of(line, "basis"),
	       json_is_true(json_object_get(line, "rescued")) ? "; what was left had to be ended" : "");
	json_array_foreach (json_object_get(line, "ran"), i, mark)
		printf(" %s", json_string_value(mark));
	printf("\n");
}

static int show_line(void *context, json_t *line, unsigned long number)
{
	struct wanted *wanted = context;
	const char *name = json_string_value(json_object_get(line, "cell"));

	(void)number;
	if (name == NULL || strcmp(name, wanted->cell) != 0)
		return 0;
	wanted->found++;
	printf("%s, round %lld\n", name, (long long)json_integer_value(json_object_get(line, "round")));
	if (json_object_get(line, "absent") != NULL)
		printf("  left out: %s\n", text_of(line, "absent"));
	else if (json_object_get(line, "trouble") != NULL)
		printf("  no observation; %s: %s\n", text_of(json_object_get(line, "trouble"), "step"),
		       text_of(json_object_get(line, "trouble"), "what"));
	else
		print_observation(line);
	return 0;
}

int command_show(const struct options *options)
{
	struct wanted wanted = {0};

	if (options->arguments_count != 2) {
		fprintf(stderr, "lastwords: show needs a record and the name of a cell\n");
		return EXIT_USAGE;
	}
	wanted.cell = options->arguments[1];
	if (record_read(options->arguments[0], show_line, &wanted) < 0) {
		fprintf(stderr, "lastwords: cannot read %s: %s\n", options->arguments[0], strerror(errno));
		return EXIT_USAGE;
	}
	if (wanted.found == 0) {
		fprintf(stderr, "lastwords: %s is not in %s. Its cells: grep -o '\"cell\":\"[^\"]*' %s\n", wanted.cell,
			options->arguments[0], options->arguments[0]);
		return EXIT_USAGE;
	}
	printf("\nsee it again: lastwords run '%s'\n", wanted.cell);
	return EXIT_AS_EXPECTED;
}
