/* SPDX-License-Identifier: MIT
 *
 * lastwords show: one cell of a record as a timeline. The record may be of any platform: its numbers are read as that
 * platform counts them.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "error_name.h"
#include "port.h"
#include "printable.h"
#include "record.h"

struct wanted {
	const char *cell;
	unsigned found;
	enum platform platform; /* of the run that is being read */
};

/* From here on exit codes are NTSTATUS values of the severities warning and error, which are written in hex. */
#define NTSTATUS_LEAST 0x80000000LL

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

static long long number_of(json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

/* A number as people look it up: 87, 0x80004001 (an HRESULT), 0xC000013A; with its name where it has one. */
static void print_number(long long number, const char *name)
{
	if (number < 0 || number >= NTSTATUS_LEAST)
		printf("0x%08llX", (unsigned long long)number & 0xFFFFFFFF);
	else
		printf("%lld", number);
	if (name != NULL)
		printf(" (%s)", name);
}

static void print_end(const char *who, json_t *end, enum platform platform)
{
	const char *how = text_of(end, "how");
	long long code = number_of(end, "code");

	printf("%s: %s", who, how);
	if (strcmp(how, "unborn") == 0) {
		printf(", the system refused to start it\n");
		return;
	}
	if (strcmp(how, "exit") == 0) {
		printf(" with code ");
		print_number(code, code_name(code, platform));
	}
	if (json_is_string(json_object_get(end, "signal")))
		printf(" by %s", text_of(end, "signal"));
	printf(" (raw 0x%llx)\n", number_of(end, "raw"));
}

/* What a program returned (taskkill, kill) is its exit code and no error of the system: the calls of Windows are
 * written with a capital letter, programs are not. */
static bool is_exit_code(const char *call, enum platform platform)
{
	return platform_is_windows(platform) && call[0] >= 'a' && call[0] <= 'z';
}

static void print_call(json_t *call, enum platform platform)
{
	const char *name = text_of(call, "call");
	long long error = number_of(call, "error");

	print_time(json_object_get(call, "ns"));
	printf("sent: %s returned %lld", name, number_of(call, "value"));
	if (error != 0 && !is_exit_code(name, platform)) {
		printf(", error ");
		print_number(error, error_name(error, platform, platform_here()));
	}
	printf("\n");
}

static void print_ids(const char *before, json_t *found, bool value)
{
	size_t count;
	const struct axis_id *ids = axis_ids(AXIS_FOUND, &count);

	for (size_t i = 1; i < count; i++) {
		json_t *is = json_object_get(found, ids[i].name);

		if (json_is_boolean(is) && json_is_true(is) == value) {
			printf("%s%s", before, ids[i].name);
			before = ", ";
		}
	}
}

/* What the probe found when it started, on one line. */
static void print_found(json_t *found)
{
	if (!json_is_object(found))
		return;
	print_ids("  found: ", found, true);
	print_ids("; not: ", found, false);
	printf("; %lld on its console", number_of(found, "processes"));
	if (json_is_string(json_object_get(found, "window-class")))
		printf(", window class %s", text_of(found, "window-class"));
	if (json_is_string(json_object_get(found, "runtime")))
		printf(", C runtime %s", text_of(found, "runtime"));
	printf("\n");
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
static void print_timeline(json_t *calls, json_t *marks, enum platform platform)
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
			print_call(next_call, platform);
			call++;
		} else {
			print_mark(next_mark);
			mark++;
		}
	}
}

static void print_observation(json_t *line, enum platform platform)
{
	json_t *ns = json_object_get(line, "ns");
	json_t *mark;
	size_t i;

	printf("  ready after %.3f ms\n", (double)number_of(ns, "ready") / 1e6);
	print_found(json_object_get(line, "found"));
	print_timeline(json_object_get(json_object_get(line, "sent"), "calls"), json_object_get(line, "marks"),
		       platform);
	print_time(json_object_get(ns, "end"));
	print_end("the probe", json_object_get(line, "end"), platform);
	if (json_is_object(json_object_get(line, "wrapper")))
		print_end("                 the process that was started", json_object_get(line, "wrapper"), platform);
	printf("  basis: %s%s\n  ran:", text_of(line, "basis"),
	       json_is_true(json_object_get(line, "rescued")) ? "; what was left had to be ended" : "");
	json_array_foreach (json_object_get(line, "ran"), i, mark)
		printf(" %s", json_is_string(mark) ? json_string_value(mark) : "-");
	printf("\n");
}

static int show_line(void *context, json_t *line, unsigned long number)
{
	struct wanted *wanted = context;
	const char *name = json_string_value(json_object_get(line, "cell"));
	const char *platform = json_string_value(json_object_get(line, "platform"));

	(void)number;
	if (platform != NULL && strcmp(text_of(line, "type"), "run") == 0)
		wanted->platform = (enum platform)axis_find(AXIS_PLATFORM, platform);
	if (name == NULL || strcmp(name, wanted->cell) != 0)
		return 0;
	wanted->found++;
	printable_values(line);
	printf("%s, round %lld%s%s\n", wanted->cell, number_of(line, "round"), wanted->platform == 0 ? "" : ", on ",
	       wanted->platform == 0 ? "" : axis_name(AXIS_PLATFORM, wanted->platform));
	if (json_object_get(line, "absent") != NULL)
		printf("  left out: %s\n", text_of(line, "absent"));
	else if (json_object_get(line, "trouble") != NULL)
		printf("  no observation; %s: %s\n", text_of(json_object_get(line, "trouble"), "step"),
		       text_of(json_object_get(line, "trouble"), "what"));
	else
		print_observation(line, wanted->platform);
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
