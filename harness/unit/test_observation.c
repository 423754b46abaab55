/* SPDX-License-Identifier: MIT
 *
 * One line of a record against one `that`: every member is asked, and only what was said counts.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>
#include "axes.h"
#include "observation.h"
#include "trace.h"

#define LIST(...)                                                                                                      \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
#define RAN(rung) (UINT32_C(1) << RUNG_##rung)
#define FINDS(id) (UINT32_C(1) << FOUND_##id)
#define ENDS(how) (UINT32_C(1) << END_##how)
#define ASKS(...) (&(struct that){.code = -1, .error = -1, __VA_ARGS__})

static const long long control_c_exit = 3221225786; /* 0xC000013A */

static const char posix[] =
	"{\"type\":\"cell\",\"sent\":{\"ok\":true,\"error\":0},\"end\":{\"how\":\"signal\",\"code\":0,"
	"\"signal\":\"SIGTERM\"},"
	"\"wrapper\":{\"how\":\"exit\"},\"rescued\":true,\"ran\":[\"handler-entered\"],"
	"\"heard\":[\"SIGTERM\",\"SIGINT\"],\"basis\":\"gone\"}";
static const char windows[] =
	"{\"type\":\"cell\",\"sent\":{\"ok\":false,\"error\":6},"
	"\"found\":{\"console\":true,\"window\":false,\"leader\":true,\"processes\":2,\"window-class\":null,"
	"\"runtime\":\"ucrt\"},"
	"\"end\":{\"how\":\"exit\",\"code\":3221225786,\"signal\":null,\"raw\":3221225786},\"ran\":[],"
	"\"heard\":[\"CTRL_C_EVENT\"],\"basis\":\"gone\"}";
static const char unborn[] = "{\"type\":\"cell\",\"sent\":{\"ok\":false,\"error\":87},"
			     "\"end\":{\"how\":\"unborn\",\"code\":0,\"signal\":null,\"raw\":0},\"ran\":[],"
			     "\"heard\":[],\"basis\":\"gone\"}";

static const char *why_not(const char *text, const struct that *that)
{
	static char why[120];
	json_t *line = json_loads(text, 0, NULL);
	struct observation observation;
	bool so;

	cr_assert_eq(observation_read(line, &observation), 0);
	so = observation_satisfies(&observation, that, why, sizeof(why));
	json_decref(line);
	return so ? NULL : why;
}

static bool answers(const char *text, const struct that *that)
{
	json_t *line = json_loads(text, 0, NULL);
	struct observation observation;
	bool so;

	cr_assert_eq(observation_read(line, &observation), 0);
	so = observation_answers(&observation, that);
	json_decref(line);
	return so;
}

static bool satisfies(const char *text, const struct that *that)
{
	return why_not(text, that) == NULL;
}

Test(observation, every_member_of_that_is_looked_at)
{
	cr_assert(satisfies(posix, ASKS(.ran = 0)));
	cr_assert(satisfies(posix, ASKS(.heard = LIST("SIGTERM", "SIGINT"), .signal = "SIGTERM", .end = ENDS(SIGNAL),
					.wrapper = ENDS(EXIT), .sent = "ok", .left = "something",
					.ran = RAN(HANDLER_ENTERED))));
	cr_assert_not(satisfies(posix, ASKS(.heard = LIST("SIGTERM"))));
	cr_assert_not(satisfies(posix, ASKS(.heard = (const char *const[]){NULL})));
	cr_assert_not(satisfies(posix, ASKS(.heard = LIST("SIGINT", "SIGTERM"))));
	cr_assert_not(satisfies(posix, ASKS(.signal = "SIGINT")));
	cr_assert_not(satisfies(posix, ASKS(.end = ENDS(EXIT))));
	cr_assert_not(satisfies(posix, ASKS(.wrapper = ENDS(ALIVE))));
	cr_assert_not(satisfies(posix, &(struct that){.code = 3, .error = -1}));
	cr_assert_not(satisfies(posix, ASKS(.sent = "refused")));
	cr_assert_not(satisfies(posix, ASKS(.left = "nothing")));
	cr_assert_not(satisfies(posix, ASKS(.ran = RAN(ATEXIT))));
	cr_assert_not(satisfies(posix, ASKS(.not_ran = RAN(HANDLER_ENTERED))));
}

Test(observation, exit_codes_have_32_bits_and_no_sign)
{
	cr_assert(satisfies(windows, &(struct that){.code = control_c_exit, .error = -1}));
	cr_assert_not(satisfies(windows, &(struct that){.code = control_c_exit + 1, .error = -1}));
	cr_assert_not(satisfies(windows, &(struct that){.code = 0, .error = -1}));
	cr_assert_not(satisfies(posix, &(struct that){.code = control_c_exit, .error = -1}));
	cr_assert_str_eq(why_not(posix, &(struct that){.code = control_c_exit, .error = -1}),
			 "its exit code was 0, not 3221225786");
}

Test(observation, an_error_is_that_number_and_0_is_none)
{
	cr_assert(satisfies(windows, &(struct that){.code = -1, .error = 6}));
	cr_assert_not(satisfies(windows, &(struct that){.code = -1, .error = 0}));
	cr_assert_str_eq(why_not(windows, &(struct that){.code = -1, .error = 87}), "the error was 6, not 87");
	cr_assert(satisfies(posix, &(struct that){.code = -1, .error = 0}));
	cr_assert_not(satisfies(posix, &(struct that){.code = -1, .error = 6}));
}

Test(observation, found_is_what_was_said_to_be_so)
{
	cr_assert(satisfies(windows, ASKS(.found = FINDS(CONSOLE) | FINDS(LEADER), .not_found = FINDS(WINDOW))));
	cr_assert_str_eq(why_not(windows, ASKS(.found = FINDS(CONSOLE) | FINDS(WINDOW))), "it did not find: window");
	cr_assert_str_eq(why_not(windows, ASKS(.not_found = FINDS(WINDOW) | FINDS(LEADER))), "it found: leader");
}

Test(observation, what_was_not_told_is_neither_found_nor_not_found)
{
	cr_assert(answers(windows, ASKS(.found = FINDS(CONSOLE), .not_found = FINDS(WINDOW))));
	cr_assert_not(answers(windows, ASKS(.found = FINDS(CONSOLE) | FINDS(JOB))));
	cr_assert_not(answers(windows, ASKS(.not_found = FINDS(JOB))));
	cr_assert_not(answers(posix, ASKS(.found = FINDS(CONSOLE))));
	cr_assert(answers(posix, ASKS(.ran = RAN(ATEXIT))));
}

Test(observation, findings_that_are_no_truth_value_say_nothing)
{
	static const char *const strange[] = {"null", "1", "\"true\"", "[]", "{}"};
	json_t *line = json_loads(windows, 0, NULL);

	for (size_t i = 0; i < countof(strange); i++) {
		struct observation observation;

		json_object_set_new(json_object_get(line, "found"), "console",
				    json_loads(strange[i], JSON_DECODE_ANY, NULL));
		cr_assert_eq(observation_read(line, &observation), 0);
		cr_assert_eq((observation.found | observation.not_found) & FINDS(CONSOLE), 0, "%s", strange[i]);
	}
	json_decref(line);
}

Test(observation, unborn_is_an_end_of_its_own)
{
	cr_assert(satisfies(unborn, &(struct that){.code = -1, .error = 87, .end = ENDS(UNBORN), .sent = "refused"}));
	cr_assert_not(satisfies(unborn, ASKS(.end = ENDS(EXIT) | ENDS(SIGNAL) | ENDS(LOST) | ENDS(ALIVE))));
	cr_assert_not(satisfies(windows, ASKS(.end = ENDS(UNBORN))));
	cr_assert_str_eq(why_not(unborn, ASKS(.end = ENDS(EXIT))), "it ended as: unborn");
}

Test(observation, events_are_heard_like_signals)
{
	cr_assert(satisfies(windows, ASKS(.heard = LIST("CTRL_C_EVENT"))));
	cr_assert_not(satisfies(windows, ASKS(.heard = LIST("CTRL_BREAK_EVENT"))));
	cr_assert_not(satisfies(windows, ASKS(.heard = LIST("CTRL_C_EVENT", "CTRL_C_EVENT"))));
}
