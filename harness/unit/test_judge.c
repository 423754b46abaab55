/* SPDX-License-Identifier: MIT
 *
 * The judge over a claim table of the test's own: its symbol is resolved here, before the library's.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "judge.h"
#include "observation.h"
#include "trace.h"

enum { POSITIVE, NEGATIVE, ELSEWHERE, KNOWN, CLAIMS };

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

static bool satisfies(const char *text, const struct that *that)
{
	json_t *line = json_loads(text, 0, NULL);
	struct observation observation;
	char why[120];
	bool so;

	cr_assert_eq(observation_read(line, &observation), 0);
	so = observation_satisfies(&observation, that, why, sizeof(why));
	json_decref(line);
	return so;
}

Test(observation, every_member_of_that_is_looked_at)
{
	static const char text[] = "{\"type\":\"cell\",\"sent\":{\"ok\":true},\"end\":{\"how\":\"signal\",\"code\":0,"
				   "\"signal\":\"SIGTERM\"},"
				   "\"wrapper\":{\"how\":\"exit\"},\"rescued\":true,\"ran\":[\"handler-entered\"],"
				   "\"heard\":[\"SIGTERM\",\"SIGINT\"],\"basis\":\"gone\"}";

	cr_assert(satisfies(text, &(struct that){.code = -1}));
	cr_assert(satisfies(text, &(struct that){.code = -1,
						 .heard = LIST("SIGTERM", "SIGINT"),
						 .signal = "SIGTERM",
						 .end = 1u << END_SIGNAL,
						 .wrapper = 1u << END_EXIT,
						 .sent = "ok",
						 .left = "something",
						 .ran = RAN(HANDLER_ENTERED)}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .heard = LIST("SIGTERM")}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .heard = (const char *const[]){NULL}}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .heard = LIST("SIGINT", "SIGTERM")}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .signal = "SIGINT"}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .end = 1u << END_EXIT}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .wrapper = 1u << END_ALIVE}));
	cr_assert_not(satisfies(text, &(struct that){.code = 3}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .sent = "refused"}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .left = "nothing"}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .ran = RAN(ATEXIT)}));
	cr_assert_not(satisfies(text, &(struct that){.code = -1, .not_ran = RAN(HANDLER_ENTERED)}));
}
