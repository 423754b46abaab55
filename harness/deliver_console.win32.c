/* SPDX-License-Identifier: MIT
 *
 * What goes through a console: events, keys, the end of the console.
 */
#include <stdio.h>
#include <string.h>
#include "child.win32.h"
#include "deliver.win32.h"
#include "launches.win32.h"
#include "scene.win32.h"
#include "settle.h"

enum { ARRIVE_MS = 5000 };

int deliver_by_sender(struct scene *scene, bool gui, unsigned long flags, const char *arguments)
{
	struct report report;
	struct report_line line;
	wchar_t command[WIN32_PATH + 128], words[96];
	struct child child = {
		.command = command, .flags = flags, .show = SW_HIDE}; /* not in the cell's job, whose processes count */
	struct trouble *trouble = &scene->trace->trouble;
	int64_t until = scene_until(scene);
	DWORD code = 1;
	int got;

	if (report_open(&report) < 0) {
		report_close(&report);
		return win32_trouble(trouble, STEP_DELIVER, "CreateNamedPipe");
	}
	win32_format(command, ARRAYSIZE(command), L"\"%ls\\lastwords-sender%ls.exe\" %llu %ls", scene->ground->tools,
		     gui ? L"w" : L"", (unsigned long long)(uintptr_t)report.write,
		     win32_wide(arguments, words, ARRAYSIZE(words)));
	child.inherit[0] = report.write;
	if (child_start(&child) < 0) {
		report_close(&report);
		return win32_trouble(trouble, STEP_DELIVER, child.call);
	}
	report_started(&report, child.process);
	while ((got = report_next(&report, until, &line)) == 1)
		deliver_line(scene, &line);
	if (got == 0 && WaitForSingleObject(child.process, win32_left_ms(until)) == WAIT_OBJECT_0)
		GetExitCodeProcess(child.process, &code);
	else
		trouble_set(trouble, STEP_DELIVER, 0, "the sender does not end");
	report_close(&report);
	win32_close(&child.process);
	return trouble->step != STEP_UNSET ? -1 : (int)code;
}

/* A host that was given a console and is told that it has none has lost it: its console host crashed, which Wine's does
 * now and then under load. (Ctrl+Break is refused with the same error by Wine 8, console or not.) */
static int console_is_there(struct scene *scene, const struct delivery_row *row)
{
	const struct call *call = &scene->trace->calls[0];

	if (!scene->host_console || row->event != CTRL_C_EVENT || scene->trace->calls_count == 0 ||
	    call->error != ERROR_INVALID_HANDLE)
		return 0;
	return trouble_set(&scene->trace->trouble, STEP_GROUND, ERROR_INVALID_HANDLE,
			   "the console host of the stage is gone: it crashed");
}

int send_event(struct scene *scene, const struct delivery_row *row)
{
	static const struct {
		const char *verb;
		bool gui;
		DWORD flags;
	} senders[] = {
		[BY_STRANGER] = {"event", false, CREATE_NO_WINDOW},
		[BY_CONSOLE_LESS] = {"event", false, DETACHED_PROCESS},
		[BY_ATTACHED] = {"attach", false, CREATE_NO_WINDOW},
		[BY_ATTACHED_GUI] = {"attach", true, 0},
	};
	unsigned long group = row->to_pid ? scene->pid : 0;
	char text[80];

	if (row->by == BY_HOST) {
		snprintf(text, sizeof(text), "event %lu %lu", row->event, group);
		return deliver_by_host(scene, text) < 0 ? -1 : console_is_there(scene, row);
	}
	if (strcmp(senders[row->by].verb, "attach") == 0)
		snprintf(text, sizeof(text), "attach %lu %lu %lu %d", row->event, group, (unsigned long)scene->pid,
			 ARRIVE_MS);
	else
		snprintf(text, sizeof(text), "event %lu %lu", row->event, group);
	return deliver_by_sender(scene, senders[row->by].gui, senders[row->by].flags, text) < 0 ? -1 : 0;
}

int send_other_events(struct scene *scene, const struct delivery_row *row)
{
	static const char *const commands[] = {"event 2 0", "event 5 0", "event 6 0"};

	(void)row;
	for (size_t i = 0; i < ARRAYSIZE(commands); i++)
		if (deliver_by_host(scene, commands[i]) < 0)
			return -1;
	return 0;
}

/* The second comes when the first is over, however it went: that is what settling finds out. */
int send_event_twice(struct scene *scene, const struct delivery_row *row)
{
	if (send_event(scene, row) < 0)
		return -1;
	if (settle_until(scene, NULL) == BASIS_DEADLINE)
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the first event does not come to rest");
	return win32_ended(scene->probe) || win32_ended(scene->host) ? 0 : send_event(scene, row);
}

int send_input(struct scene *scene, const struct delivery_row *row)
{
	char text[48];

	(void)row;
	snprintf(text, sizeof(text), "input %lu", (unsigned long)scene->pid);
	return deliver_by_sender(scene, false, CREATE_NO_WINDOW, text) < 0 ? -1 : 0;
}

int send_typed(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	return deliver_by_host(scene, "type 03");
}

/* What the X of a window does is to send itself SC_CLOSE
 * (learn.microsoft.com/windows/win32/menurc/wm-syscommand). */
int send_close(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	if (launches[scene->cell.launch].pty)
		return deliver_by_host(scene, "close-pty");
	if (scene->console_window == NULL)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, 0, "its console has no window to close");
	deliver_call(scene, "PostMessage", PostMessageW(scene->console_window, WM_SYSCOMMAND, SC_CLOSE, 0));
	return 0;
}
