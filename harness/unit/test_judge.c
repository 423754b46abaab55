/* SPDX-License-Identifier: MIT
 *
 * The judge over a claim table of the test's own: its symbol is resolved here, before the library's.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "judge.h"
#include "trace.h"

enum { POSITIVE, NEGATIVE, ELSEWHERE, KNOWN, START, CLAIMS };

#define LIST(...)                                                                                                      \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
#define RAN(rung) (UINT32_C(1) << RUNG_##rung)

const struct claim claims[CLAIMS] = {
	[POSITIVE] = {.id = "t.positive",
		      .family = "t",
		      .title = "t",
		      .says = "s",
		      .cells = LIST("console/*/sigterm/handler-exit"),
		      .that = {.ran = RAN(ATEXIT), .code = -1},
		      .expect = {[PLATFORM_LINUX_GNU] = RULING_HOLDS}},
	[NEGATIVE] = {.id = "t.negative",
		      .family = "t",
		      .title = "t",
		      .says = "s",
		      .cells = LIST("console/*/sigterm/none"),
		      .control = LIST("console/*/sigterm/handler-exit"),
		      .that = {.not_ran = RAN(ATEXIT), .code = -1},
		      .expect = {[PLATFORM_LINUX_GNU] = RULING_HOLDS}},
	[ELSEWHERE] = {.id = "t.elsewhere",
		       .family = "t",
		       .title = "t",
		       .says = "s",
		       .cells = LIST("console/conpty/sigterm/none", "console/plain/ctrl-c/*"),
		       .that = {.ran = RAN(ATEXIT), .code = -1},
		       .expect = {[PLATFORM_LINUX_GNU] = RULING_ABSENT}},
	[KNOWN] = {.id = "t.known",
		   .family = "t",
		   .title = "t",
		   .says = "s",
		   .cells = LIST("console/*/sigint/none"),
		   .that = {.ran = RAN(ATEXIT), .code = -1},
		   .expect = {[PLATFORM_LINUX_GNU] = RULING_HOLDS},
		   .known = {[PLATFORM_LINUX_GNU] = RULING_REFUTED},
		   .note = {[PLATFORM_LINUX_GNU] = "n"}},
	[START] = {.id = "t.start",
		   .family = "t",
		   .title = "t",
		   .says = "s",
		   .cells = LIST("console/{new-console,no-window}/ctrl-c-attach/none"),
		   .that = {.found = UINT32_C(1) << FOUND_CONSOLE, .code = -1, .error = -1},
		   .expect = {[PLATFORM_LINUX_GNU] = RULING_ABSENT, [PLATFORM_WINE] = RULING_HOLDS}},
};
const size_t claims_count = CLAIMS;

static void feed(struct judge *judge, const char *cell, const char *rung, const char *basis)
{
	json_t *line = json_pack("{s:s, s:s, s:i, s:{s:b}, s:{s:s, s:i, s:n}, s:[s], s:[], s:s}", "type", "cell",
				 "cell", cell, "round", 0, "sent", "ok", 1, "end", "how", "exit", "code", 0, "signal",
				 "ran", rung, "heard", "basis", basis);

	cr_assert_not_null(line);
	judge_line(judge, line);
	json_decref(line);
}

static void trouble(struct judge *judge, const char *cell, const char *step)
{
	json_t *line = json_pack("{s:s, s:s, s:{s:s, s:s}}", "type", "cell", "cell", cell, "trouble", "step", step,
				 "what", "w");

	judge_line(judge, line);
	json_decref(line);
}

static enum ruling ruling_of(const struct judge *judge, size_t claim, bool expected)
{
	struct verdict verdict;

	judge_verdict(judge, claim, &verdict);
	cr_assert_eq(verdict.as_expected, expected, "%s: %s", claims[claim].id, verdict.because);
	return verdict.ruling;
}

#define WITH_JUDGE(judge) struct judge *judge = judge_new(PLATFORM_LINUX_GNU)

Test(judge, nothing_seen_is_untested)
{
	WITH_JUDGE(judge);

	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_UNTESTED);
	judge_free(judge);
}

Test(judge, one_counter_example_refutes)
{
	WITH_JUDGE(judge);
	struct verdict verdict;

	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_HOLDS);
	feed(judge, "console/job/sigterm/handler-exit", "main-tail", "gone");
	cr_assert_eq(ruling_of(judge, POSITIVE, false), RULING_REFUTED);
	judge_verdict(judge, POSITIVE, &verdict);
	cr_assert_str_eq(verdict.exhibit, "console/job/sigterm/handler-exit");
	judge_free(judge);
}

Test(judge, both_answers_of_one_cell_are_mixed)
{
	WITH_JUDGE(judge);

	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	feed(judge, "console/plain/sigterm/handler-exit", "main-tail", "gone");
	cr_assert_eq(ruling_of(judge, POSITIVE, false), RULING_MIXED);
	judge_free(judge);
}

Test(judge, a_negative_needs_its_control)
{
	WITH_JUDGE(judge);

	feed(judge, "console/plain/sigterm/none", "lock-released", "gone");
	cr_assert_eq(ruling_of(judge, NEGATIVE, true), RULING_UNTESTED);
	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, NEGATIVE, true), RULING_HOLDS);
	feed(judge, "console/job/sigterm/handler-exit", "main-tail", "gone");
	cr_assert_eq(ruling_of(judge, NEGATIVE, true), RULING_UNTESTED, "a control that fails is no control");
	judge_free(judge);
}

Test(judge, one_claim_alone_is_ruled_as_among_all)
{
	WITH_JUDGE(judge);

	judge_only(judge, NEGATIVE);
	feed(judge, "console/plain/sigterm/none", "lock-released", "gone");
	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, NEGATIVE, true), RULING_HOLDS);
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_UNTESTED, "it was not asked about");
	feed(judge, "console/job/sigterm/none", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, NEGATIVE, false), RULING_REFUTED);
	judge_free(judge);
}

Test(judge, a_deadline_proves_nothing)
{
	WITH_JUDGE(judge);

	feed(judge, "console/plain/sigterm/handler-exit", "main-tail", "deadline");
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_UNTESTED);
	judge_free(judge);
}

Test(judge, our_fault_is_never_a_verdict)
{
	WITH_JUDGE(judge);
	struct verdict verdict;

	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	trouble(judge, "console/job/sigterm/handler-exit", "settle");
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_BLOCKED);
	judge_verdict(judge, POSITIVE, &verdict);
	cr_assert(verdict.fault);
	judge_free(judge);
}

Test(judge, what_the_machine_lacks_only_narrows)
{
	WITH_JUDGE(judge);

	trouble(judge, "console/job/sigterm/handler-exit", "ground");
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_BLOCKED);
	feed(judge, "console/plain/sigterm/handler-exit", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_HOLDS);
	judge_free(judge);
}

Test(judge, absent_only_when_every_selector_is)
{
	WITH_JUDGE(judge);
	json_t *conpty =
		json_pack("{s:s, s:s, s:s, s:s}", "type", "absent", "axis", "launch", "id", "conpty", "why", "w");
	json_t *ctrl_c =
		json_pack("{s:s, s:s, s:s, s:s}", "type", "absent", "axis", "delivery", "id", "ctrl-c", "why", "w");

	judge_line(judge, conpty);
	cr_assert_eq(ruling_of(judge, ELSEWHERE, true), RULING_UNTESTED);
	judge_line(judge, ctrl_c);
	cr_assert_eq(ruling_of(judge, ELSEWHERE, true), RULING_ABSENT);
	json_decref(conpty);
	json_decref(ctrl_c);
	judge_free(judge);
}

Test(judge, a_known_deviation_that_starts_to_hold_is_not_as_expected)
{
	WITH_JUDGE(judge);

	feed(judge, "console/plain/sigint/none", "main-tail", "gone");
	cr_assert_eq(ruling_of(judge, KNOWN, true), RULING_REFUTED);
	judge_free(judge);
	judge = judge_new(PLATFORM_LINUX_GNU);
	feed(judge, "console/plain/sigint/none", "atexit", "gone");
	cr_assert_eq(ruling_of(judge, KNOWN, false), RULING_HOLDS);
	judge_free(judge);
}

static void feed_start(struct judge *judge, const char *cell, json_t *found)
{
	json_t *line = json_pack("{s:s, s:s, s:i, s:{s:b}, s:{s:s, s:i, s:n}, s:[], s:[], s:s, s:o*}", "type", "cell",
				 "cell", cell, "round", 0, "sent", "ok", 1, "end", "how", "alive", "code", 0, "signal",
				 "ran", "heard", "basis", "fence", "found", found);

	cr_assert_not_null(line);
	cr_assert_eq(judge_line(judge, line), 0);
	json_decref(line);
}

Test(judge, what_no_probe_told_is_no_ruling)
{
	struct judge *judge = judge_new(PLATFORM_WINE);

	feed_start(judge, "console/new-console/ctrl-c-attach/none", json_pack("{s:b}", "console", 1));
	cr_assert_eq(ruling_of(judge, START, true), RULING_HOLDS);
	feed_start(judge, "console/no-window/ctrl-c-attach/none", json_pack("{s:b}", "window", 0));
	cr_assert_eq(ruling_of(judge, START, true), RULING_UNTESTED);
	feed_start(judge, "console/no-window/ctrl-c-attach/none", json_pack("{s:b}", "console", 0));
	cr_assert_eq(ruling_of(judge, START, false), RULING_REFUTED);
	judge_free(judge);
}

Test(judge, a_cell_without_findings_is_no_ruling_on_them)
{
	struct judge *judge = judge_new(PLATFORM_WINE);

	feed_start(judge, "console/new-console/ctrl-c-attach/none", NULL);
	cr_assert_eq(ruling_of(judge, START, true), RULING_UNTESTED);
	judge_free(judge);
}

Test(judge, broken_lines_change_nothing)
{
	static const char *const lines[] = {
		"{}",
		"{\"type\":\"cell\"}",
		"{\"type\":\"cell\",\"cell\":5}",
		"{\"type\":5,\"cell\":\"a/b/c/d\"}",
		"{\"type\":\"cell\",\"cell\":\"console/plain/sigterm/handler-exit\",\"end\":[],\"ran\":{},\"heard\":0}",
		"{\"type\":\"absent\",\"axis\":\"moon\",\"id\":\"x\"}",
	};
	WITH_JUDGE(judge);

	for (size_t i = 0; i < countof(lines); i++) {
		json_t *line = json_loads(lines[i], 0, NULL);

		cr_assert_eq(judge_line(judge, line), -1, "%s", lines[i]);
		json_decref(line);
	}
	cr_assert_eq(ruling_of(judge, POSITIVE, true), RULING_UNTESTED);
	judge_free(judge);
}

static int take_name(struct judge *judge, const char *name)
{
	json_t *line = json_pack("{s:s, s:s, s:{s:s, s:s}}", "type", "cell", "cell", name, "trouble", "step", "ground",
				 "what", "w");
	int ret = judge_line(judge, line);

	json_decref(line);
	return ret;
}

Test(judge, a_name_that_is_no_cells_is_not_taken_in)
{
	static const char *const names[] = {
		"",
		"console",
		"console/plain/sigterm",
		"console/plain/sigterm/none/more",
		"console//sigterm/none",
		"console/plain/sigterm/none'; x '",
		"console/plain/sigterm/\x1b[2J",
		"console/plain/sigterm/*",
	};
	char longest[CELL_NAME_MAX + 1] = "a/b/c/";
	WITH_JUDGE(judge);

	for (size_t i = 0; i < countof(names); i++)
		cr_assert_eq(take_name(judge, names[i]), -1, "%s", names[i]);
	memset(longest + 6, 'd', CELL_NAME_MAX - 6);
	cr_assert_eq(take_name(judge, longest), -1);
	longest[CELL_NAME_MAX - 1] = '\0';
	cr_assert_eq(take_name(judge, longest), 0);
	judge_free(judge);
}

Test(judge, a_reason_is_text_whatever_was_recorded)
{
	WITH_JUDGE(judge);
	/* 79 times two bytes and a control character: what fits ends within a character. */
	char what[200] = "\x1b";
	struct verdict verdict;
	json_t *line;

	for (size_t i = 1; i < 190; i += 2)
		memcpy(what + i, "\xc3\xa9", 3);
	line = json_pack("{s:s, s:s, s:{s:s, s:s}}", "type", "cell", "cell", "console/plain/sigterm/none", "trouble",
			 "step", "ground", "what", what);
	cr_assert_eq(judge_line(judge, line), 0);
	json_decref(line);
	judge_verdict(judge, NEGATIVE, &verdict);
	cr_assert_eq(verdict.ruling, RULING_BLOCKED);
	cr_assert_eq(verdict.because[0], '?');
	line = judge_json(PLATFORM_LINUX_GNU, NEGATIVE, &verdict);
	cr_assert_not_null(line, "a verdict can always be recorded");
	json_decref(line);
	judge_free(judge);
}

Test(judge, so_many_cells_and_no_more)
{
	WITH_JUDGE(judge);
	char name[CELL_NAME_MAX];

	for (int i = 0; i <= JUDGE_CELLS_MAX; i++) {
		json_t *line;

		snprintf(name, sizeof(name), "a/b/c/%d", i);
		line = json_pack("{s:s, s:s, s:{}}", "type", "cell", "cell", name, "trouble");
		cr_assert_eq(judge_line(judge, line), i < JUDGE_CELLS_MAX ? 0 : -1);
		json_decref(line);
	}
	judge_free(judge);
}
