/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "record.h"

static char path[] = "/tmp/lastwords-unit-XXXXXX";

static void make_file(void)
{
	strcpy(path, "/tmp/lastwords-unit-XXXXXX");
	close(mkstemp(path));
}

static void remove_file(void)
{
	unlink(path);
}

static void fill(const char *text, size_t length)
{
	FILE *file = fopen(path, "wb");

	fwrite(text, 1, length, file);
	fclose(file);
}

static int count(void *context, json_t *line, unsigned long number)
{
	(void)line;
	(void)number;
	++*(int *)context;
	return 0;
}

static int lines_read(void)
{
	int seen = 0;

	cr_assert_eq(record_read(path, count, &seen), 0);
	return seen;
}

TestSuite(record, .init = make_file, .fini = remove_file);

Test(record, what_is_written_is_read)
{
	struct record record;

	cr_assert_eq(record_create(&record, path), 0);
	cr_assert_eq(record_write(&record, json_pack("{s:s}", "type", "run")), 0);
	cr_assert_eq(record_write(&record, json_pack("{s:s}", "type", "end")), 0);
	cr_assert_eq(record_close(&record), 0);
	cr_assert_eq(lines_read(), 2);
}

Test(record, a_torn_last_line_is_read_past)
{
	fill("{\"a\":1}\n{\"b\":", 13);
	cr_assert_eq(lines_read(), 1);
}

Test(record, a_whole_last_line_without_newline_counts)
{
	fill("{\"a\":1}\n{\"b\":2}", 15);
	cr_assert_eq(lines_read(), 2);
}

Test(record, garbage_between_lines_is_read_past)
{
	fill("{\"a\":1}\n\0\xff\xfe\n[1]\n\n{\"b\":2}\n", 25);
	cr_assert_eq(lines_read(), 2);
}

Test(record, a_line_without_end_is_no_line)
{
	size_t size = 3 * RECORD_LINE_MAX;
	char *text = malloc(size);

	memset(text, '[', size);
	fill(text, size);
	free(text);
	cr_assert_eq(lines_read(), 0);
}

Test(record, going_on_cuts_the_torn_line)
{
	struct record record;

	fill("{\"a\":1}\n{\"b\":", 13);
	cr_assert_eq(record_append(&record, path), 0);
	cr_assert_eq(record_write(&record, json_pack("{s:i}", "c", 3)), 0);
	record_close(&record);
	cr_assert_eq(lines_read(), 2);
}

Test(record, a_full_disk_is_told)
{
	struct record record = {.fd = open("/dev/full", O_WRONLY), .path = "/dev/full"};

	cr_assert_eq(record_write(&record, json_pack("{s:i}", "c", 3)), -1);
	cr_assert_eq(errno, ENOSPC);
	record_close(&record);
}

Test(record, a_trace_with_trouble_has_no_observation)
{
	struct trace trace = {.trouble = {.step = STEP_LAUNCH, .error = 2, .what = "execve: no"}};
	struct cell cell = {PROBE_CONSOLE, LAUNCH_PLAIN, DELIVERY_SIGTERM, RESPONDER_NONE};
	json_t *line = record_cell(&cell, 4, &trace);

	cr_assert_null(json_object_get(line, "end"));
	cr_assert_eq(json_integer_value(json_object_get(line, "round")), 4);
	cr_assert_str_eq(json_string_value(json_object_get(json_object_get(line, "trouble"), "step")), "launch");
	json_decref(line);
}
