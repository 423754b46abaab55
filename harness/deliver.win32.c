/* SPDX-License-Identifier: MIT
 *
 * The deliveries of Windows: the table, and what all of them do.
 */
#include "deliver.win32.h"

#include <stdio.h>
#include <string.h>
#include "port.h"
#include "scene.win32.h"

#define SIGNALS "Windows has no kill(2) and no signals of other processes; see ctrl-c and ctrl-break"
#define LINUX "a Linux thing"

const struct delivery_row deliveries[DELIVERY_MAX] = {
	[DELIVERY_SIGINT] = {.absent = SIGNALS},
	[DELIVERY_SIGTERM] = {.absent = SIGNALS},
	[DELIVERY_SIGHUP] = {.absent = SIGNALS},
	[DELIVERY_SIGQUIT] = {.absent = SIGNALS},
	[DELIVERY_SIGUSR1] = {.absent = SIGNALS},
	[DELIVERY_KILL] = {.send = send_kill},
	[DELIVERY_SIGINT_GROUP] = {.absent = SIGNALS},
	[DELIVERY_SIGTERM_GROUP] = {.absent = SIGNALS},
	[DELIVERY_TTY_INTERRUPT] = {.needs = NEEDS_FENCE, .send = send_typed},
	[DELIVERY_TTY_QUIT] = {.absent = "no key of a console is a SIGQUIT; see ctrl-break"},
	[DELIVERY_TTY_CLOSE] = {.needs = NEEDS_FENCE, .send = send_close},
	[DELIVERY_LEADER_EXIT] = {.absent = "no sessions with leaders; see parent-exit"},
	[DELIVERY_STDIN_EOF] = {.needs = NEEDS_STDIN, .send = send_input_end},
	[DELIVERY_SIGPIPE] = {.absent = "no SIGPIPE: a write to a broken pipe fails"},
	[DELIVERY_PARENT_EXIT] = {.send = send_parent_end},
	[DELIVERY_PARENT_KILLED] = {.send = send_parent_kill},
	[DELIVERY_PARENT_THREAD_EXIT] = {.absent = LINUX ": the tie to a parent's thread"},
	[DELIVERY_SIGQUEUE] = {.absent = SIGNALS},
	[DELIVERY_PIDFD] = {.absent = LINUX},
	[DELIVERY_TGKILL] = {.absent = LINUX},
	[DELIVERY_CPU_LIMIT] = {.absent = "no RLIMIT_CPU; a job's time limit kills"},
	[DELIVERY_TERM_WHILE_STOPPED] = {.absent = SIGNALS},
	[DELIVERY_TWICE] = {.absent = "see ctrl-c-twice"},
	[DELIVERY_ESCALATE] = {.absent = SIGNALS},
	[DELIVERY_PIDNS_KILL] = {.absent = LINUX "; see job-terminate"},
	[DELIVERY_CGROUP_KILL] = {.absent = LINUX "; see job-terminate"},
	[DELIVERY_KILL_PROGRAM] = {.absent = "there is no kill program; see taskkill"},
	[DELIVERY_KILL_DASH] = {.absent = "there is no dash"},
	[DELIVERY_KILL_BASH] = {.absent = "a bash on Windows emulates signals among its own programs"},
	[DELIVERY_KILL_BUSYBOX] = {.absent = "there is no busybox"},
	[DELIVERY_CTRL_C] = {.needs = NEEDS_FENCE, .event = CTRL_C_EVENT, .by = BY_HOST, .send = send_event},
	[DELIVERY_CTRL_BREAK] = {.needs = NEEDS_FENCE, .event = CTRL_BREAK_EVENT, .by = BY_HOST, .send = send_event},
	[DELIVERY_WM_CLOSE] = {.event = WM_CLOSE, .send = send_window_close},
	[DELIVERY_JOB_CLOSE] = {.send = send_job_close},
	[DELIVERY_CTRL_C_PID] =
		{.needs = NEEDS_FENCE, .event = CTRL_C_EVENT, .to_pid = true, .by = BY_HOST, .send = send_event},
	[DELIVERY_CTRL_C_UNATTACHED] =
		{.needs = NEEDS_FENCE, .event = CTRL_C_EVENT, .to_pid = true, .by = BY_STRANGER, .send = send_event},
	[DELIVERY_CTRL_C_NO_CONSOLE] = {.needs = NEEDS_FENCE,
					.event = CTRL_C_EVENT,
					.to_pid = true,
					.by = BY_CONSOLE_LESS,
					.send = send_event},
	[DELIVERY_CTRL_C_ATTACH] = {.needs = NEEDS_FENCE, .event = CTRL_C_EVENT, .by = BY_ATTACHED, .send = send_event},
	[DELIVERY_CTRL_C_ATTACH_GUI] = {.needs = NEEDS_FENCE,
					.event = CTRL_C_EVENT,
					.by = BY_ATTACHED_GUI,
					.send = send_event},
	[DELIVERY_CTRL_C_ATTACH_PID] =
		{.needs = NEEDS_FENCE, .event = CTRL_C_EVENT, .to_pid = true, .by = BY_ATTACHED, .send = send_event},
	[DELIVERY_CTRL_C_TWICE] = {.needs = NEEDS_FENCE,
				   .event = CTRL_C_EVENT,
				   .by = BY_HOST,
				   .send = send_event_twice},
	[DELIVERY_CTRL_BREAK_PID] =
		{.needs = NEEDS_FENCE, .event = CTRL_BREAK_EVENT, .to_pid = true, .by = BY_HOST, .send = send_event},
	[DELIVERY_CTRL_BREAK_UNATTACHED] = {.needs = NEEDS_FENCE,
					    .event = CTRL_BREAK_EVENT,
					    .to_pid = true,
					    .by = BY_STRANGER,
					    .send = send_event},
	[DELIVERY_CTRL_BREAK_NO_CONSOLE] = {.needs = NEEDS_FENCE,
					    .event = CTRL_BREAK_EVENT,
					    .to_pid = true,
					    .by = BY_CONSOLE_LESS,
					    .send = send_event},
	[DELIVERY_CTRL_BREAK_ATTACH] = {.needs = NEEDS_FENCE,
					.event = CTRL_BREAK_EVENT,
					.by = BY_ATTACHED,
					.send = send_event},
	[DELIVERY_CTRL_BREAK_ATTACH_GUI] = {.needs = NEEDS_FENCE,
					    .event = CTRL_BREAK_EVENT,
					    .by = BY_ATTACHED_GUI,
					    .send = send_event},
	[DELIVERY_CTRL_BREAK_ATTACH_PID] = {.needs = NEEDS_FENCE,
					    .event = CTRL_BREAK_EVENT,
					    .to_pid = true,
					    .by = BY_ATTACHED,
					    .send = send_event},
	[DELIVERY_CTRL_OTHERS] = {.needs = NEEDS_FENCE, .by = BY_HOST, .send = send_other_events},
	[DELIVERY_CONSOLE_INPUT] = {.needs = NEEDS_FENCE, .send = send_input},
	[DELIVERY_WM_CLOSE_CONSOLE] = {.needs = NEEDS_FENCE, .event = WM_CLOSE, .send = send_console_close},
	[DELIVERY_TASKKILL] = {.needs = NEEDS_FENCE, .send = send_taskkill},
	[DELIVERY_TASKKILL_TREE] = {.needs = NEEDS_FENCE, .send = send_taskkill},
	[DELIVERY_TASKKILL_FORCE] = {.send = send_taskkill},
	[DELIVERY_WM_QUIT] = {.event = WM_QUIT, .send = send_quit},
	[DELIVERY_END_SESSION] = {.send = send_end_session},
	[DELIVERY_RESTART_MANAGER] = {.needs = NEEDS_FENCE, .waits = true, .send = send_restart_manager},
	[DELIVERY_JOB_TERMINATE] = {.send = send_job_terminate},
	[DELIVERY_CTRL_ROUTINE_C] = {.event = CTRL_C_EVENT, .send = send_remote_routine},
	[DELIVERY_CTRL_ROUTINE_CLOSE] = {.event = CTRL_CLOSE_EVENT, .send = send_remote_routine},
	[DELIVERY_REMOTE_EXIT] = {.send = send_remote_exit},
};

static long long note(struct scene *scene, const char *name, long long value, DWORD error, int64_t ns)
{
	struct trace *trace = scene->trace;
	struct call *call = &trace->calls[trace->calls_count];

	if (error != 0)
		trace->sent_ok = false;
	if (trace->calls_count == TRACE_CALLS)
		return value;
	trace->calls_count++;
	snprintf(call->name, sizeof(call->name), "%.31s", name);
	call->value = value;
	call->error = (int32_t)error;
	call->ns = ns - scene->sent_ns;
	return value;
}

long long deliver_line(struct scene *scene, const struct report_line *line)
{
	/* Giving up a console that one may not have is no part of the delivery. */
	if (strcmp(line->call, "FreeConsole") == 0)
		return line->value;
	/* Whether the sender heard the event itself is a fact of the console, not an answer to the sender. */
	return note(scene, line->call, line->value, strcmp(line->call, "arrived") == 0 ? 0 : line->error, line->ns);
}

long long deliver_call(struct scene *scene, const char *name, long long value)
{
	DWORD error = value == 0 ? GetLastError() : 0;

	return note(scene, name, value, value == 0 && error == 0 ? ERROR_GEN_FAILURE : error, clock_ns());
}

/* Calls that are only reported as values (an exit code that is 0 when all is well). */
long long deliver_note(struct scene *scene, const char *name, long long value)
{
	return note(scene, name, value, value == 0 ? 0 : (DWORD)value, clock_ns());
}

int deliver_by_host(struct scene *scene, const char *command)
{
	struct report_line line;
	int64_t until = scene_until(scene);
	int got;

	if (scene_command(scene, "%s", command) < 0)
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the host has ended");
	while ((got = report_next(&scene->reports, until, &line)) == 1 && strcmp(line.call, "done") != 0)
		deliver_line(scene, &line);
	/* An event that it raised may have ended it before it came to say so. */
	if (got == 1 || (got == 0 && WaitForSingleObject(scene->host, win32_left_ms(until)) == WAIT_OBJECT_0))
		return 0;
	return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the host does not answer '%s'", command);
}

int deliver_send(struct scene *scene)
{
	const struct delivery_row *row = &deliveries[scene->cell.delivery];

	if (scene->trace->end.how == END_UNBORN)
		return 0;
	if (win32_ended(scene->probe))
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0,
				   "the probe ended by itself before it was told to stop");
	scene->trace->sent_ok = true;
	scene->sent_ns = clock_ns();
	return row->send(scene, row);
}
