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

Test(record, a_line_of_the_greatest_length_is_read_and_a_longer_one_is_not)
{
	size_t size = 2 * RECORD_LINE_MAX + 3 + 8;
	char *text = malloc(size);

	memset(text, ' ', size);
	memcpy(text, "{}", 2);
	text[RECORD_LINE_MAX] = '\n';
	memcpy(text + RECORD_LINE_MAX + 1, "{}", 2);
	text[2 * RECORD_LINE_MAX + 2] = '\n';
	memcpy(text + 2 * RECORD_LINE_MAX + 3, "{\"a\":1}", 7);
	fill(text, size);
	free(text);
	cr_assert_eq(lines_read(), 2);
}

Test(record, depth_and_numbers_have_bounds)
{
	char text[3 * 4000 + 60] = "{\"a\":";

	memset(text + 5, '[', 4000);
	memset(text + 4005, ']', 4000);
	strcpy(text + 8005, "}\n{\"a\":1e999}\n{\"a\":9223372036854775808}\n{\"a\":0,\"a\":1}\n{}\n");
	fill(text, strlen(text));
	cr_assert_eq(lines_read(), 1);
}

Test(record, going_on_cuts_a_torn_line_of_any_length)
{
	static const size_t lengths[] = {1, 4087, 4088, 4089, 4096, 8184, 100000};

	for (size_t i = 0; i < countof(lengths); i++) {
		char *text = malloc(8 + lengths[i]);
		struct record record;

		memcpy(text, "{\"a\":1}\n", 8);
		memset(text + 8, 'x', lengths[i]);
		fill(text, 8 + lengths[i]);
		cr_assert_eq(record_append(&record, path), 0);
		cr_assert_eq(lseek(record.fd, 0, SEEK_END), 8, "%zu", lengths[i]);
		record_close(&record);
		fill(text + 8, lengths[i]);
		cr_assert_eq(record_append(&record, path), 0);
		cr_assert_eq(lseek(record.fd, 0, SEEK_END), 0, "no line is whole");
		record_close(&record);
		free(text);
	}
}

Test(record, what_is_no_text_is_recorded_all_the_same)
{
	struct trace trace = {.trouble = {.step = STEP_STAGE, .what = "/tmp/\xff\xc3"}};
	struct cell cell = {PROBE_CONSOLE, LAUNCH_PLAIN, DELIVERY_SIGTERM, RESPONDER_NONE};
	json_t *line = record_cell(&cell, 0, &trace);

	cr_assert_str_eq(json_string_value(json_object_get(json_object_get(line, "trouble"), "what")), "/tmp/??");
	json_decref(line);
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
