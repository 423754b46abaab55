/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/wait.h>
#include "axes.h"
#include "end.h"
#include "trace.h"

Test(trace, zero_is_unset_everywhere)
{
	struct trace trace = {0};

	cr_assert_eq(trace.end.how, END_UNSET);
	cr_assert_eq(trace.basis, BASIS_UNSET);
	cr_assert_eq(trace.trouble.step, STEP_UNSET);
	cr_assert_str_eq(end_how_name(END_UNSET), "?");
	cr_assert_str_eq(basis_name(BASIS_UNSET), "?");
	cr_assert_eq(axis_find(AXIS_LAUNCH, "?"), 0);
}

Test(trace, every_id_of_every_axis_has_a_name_that_finds_it)
{
	for (unsigned axis = AXIS_PROBE; axis < AXIS_MAX; axis++) {
		size_t count;
		const struct axis_id *ids = axis_ids((enum axis)axis, &count);

		for (size_t id = 1; id < count; id++) {
			cr_assert_not_null(ids[id].name);
			cr_assert_not_null(ids[id].text);
			cr_assert_eq(axis_find((enum axis)axis, ids[id].name), id);
		}
	}
}

Test(trace, the_first_trouble_wins)
{
	struct trouble trouble = {0};

	cr_assert_eq(trouble_set(&trouble, STEP_LAUNCH, 5, "first %d", 1), -1);
	cr_assert_eq(trouble_set(&trouble, STEP_END, 6, "second"), -1);
	cr_assert_eq(trouble.step, STEP_LAUNCH);
	cr_assert_eq(trouble.error, 5);
	cr_assert_str_eq(trouble.what, "first 1");
}

Test(trace, ran_is_marks_and_world_together)
{
	struct trace trace = {.marks_count = 1, .world = 1u << RUNG_LOCK_RELEASED};

	trace.marks[0].rung = RUNG_ATEXIT;
	cr_assert_eq(trace_ran(&trace), (1u << RUNG_ATEXIT) | (1u << RUNG_LOCK_RELEASED));
}

Test(trace, a_signal_is_never_folded_into_an_exit_code)
{
	struct end end;

	end_from_status(&end, 15); /* wait(2): killed by signal 15 */
	cr_assert_eq(end.how, END_SIGNAL);
	cr_assert_eq(end.signal, 15);
	cr_assert_eq(end.code, 0);
	cr_assert_eq(end.raw, 15);
	end_from_status(&end, 143 << 8); /* exit(143) */
	cr_assert_eq(end.how, END_EXIT);
	cr_assert_eq(end.signal, 0);
	cr_assert_eq(end.code, 143);
	cr_assert_eq(end.raw, 143 << 8);
}

Test(trace, cell_names)
{
	struct cell cell = {PROBE_CONSOLE, LAUNCH_NEW_CONSOLE, DELIVERY_TTY_CLOSE, RESPONDER_UNSET};
	char name[CELL_NAME_MAX];

	cr_assert_str_eq(cell_name(&cell, name), "console/new-console/tty-close/*");
}
