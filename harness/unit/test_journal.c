/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include "journal.h"

static int parse(const char *text, struct trace *trace)
{
	memset(trace, 0, sizeof(*trace));
	return journal_parse(text, strlen(text), 1000, trace);
}

Test(journal, marks_in_order_with_times_after_the_delivery)
{
	struct trace trace;

	cr_assert_eq(parse("handler-entered 1500 7 15\natexit 1700 7 0\n", &trace), 0);
	cr_assert_eq(trace.marks_count, 2);
	cr_assert_eq(trace.marks[0].rung, RUNG_HANDLER_ENTERED);
	cr_assert_eq(trace.marks[0].ns, 500);
	cr_assert_eq(trace.marks[0].pid, 7);
	cr_assert_eq(trace.marks[0].signal, 15);
	cr_assert_eq(trace.marks[1].rung, RUNG_ATEXIT);
	cr_assert_eq(trace.marks[1].signal, 0);
}

Test(journal, a_mark_before_the_delivery_is_no_answer_to_it)
{
	struct trace trace;

	cr_assert_eq(parse("main-tail 900 7 0\n", &trace), -1);
	cr_assert_eq(trace.trouble.step, STEP_JOURNAL);
	cr_assert_eq(trace.marks_count, 0);
}

Test(journal, a_buffered_line_has_no_time)
{
	struct trace trace;

	cr_assert_eq(parse("stdio-flushed 0 7 0\n", &trace), 0);
	cr_assert_eq(trace.marks[0].ns, INT64_MIN);
}

Test(journal, what_is_no_mark_is_trouble)
{
	static const char *const wrong[] = {
		"handler-entered 1500 7 15",	     "nonsense 1 2 3\n",	  "handler-entered 1500 7\n",
		"handler-entered x 7 15\n",	     "handler-entered -1 7 15\n", "\n",
		"handler-entered 1500 7 256\n",	     "atexit 1 2 3 4\n",	  "atexit  1 2 3\n",
		"atexit 99999999999999999999 2 3\n",
	};

	for (size_t i = 0; i < countof(wrong); i++) {
		struct trace trace;

		cr_assert_eq(parse(wrong[i], &trace), -1, "%s", wrong[i]);
		cr_assert_eq(trace.trouble.step, STEP_JOURNAL);
	}
}

Test(journal, the_trouble_names_the_line_and_is_printable)
{
	struct trace trace;

	cr_assert_eq(parse("atexit 2000 2 0\n\x1b[31mred\x01\n", &trace), -1);
	cr_assert_not_null(strstr(trace.trouble.what, "line 2"));
	for (const char *c = trace.trouble.what; *c != '\0'; c++)
		cr_assert(*c >= ' ' && *c <= '~');
}

Test(journal, marks_beyond_the_room_are_counted)
{
	char text[(TRACE_MARKS + 5) * 20] = "";
	struct trace trace;

	for (int i = 0; i < TRACE_MARKS + 5; i++)
		strcat(text, "atexit 2000 2 0\n");
	cr_assert_eq(parse(text, &trace), 0);
	cr_assert_eq(trace.marks_count, TRACE_MARKS);
	cr_assert_eq(trace.marks_lost, 5);
}

Test(journal, no_byte_is_read_behind_the_text)
{
	char text[] = "atexit 2000 2 0\natexit 2000 2 0\n";
	struct trace trace = {0};

	cr_assert_eq(journal_parse(text, strlen("atexit 2000 2 0\n"), 0, &trace), 0);
	cr_assert_eq(trace.marks_count, 1);
}
