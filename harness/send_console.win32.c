/* SPDX-License-Identifier: MIT
 *
 * Looks at the console of a process and sends events through it.
 */
#include "send_console.win32.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "child.win32.h"
#include "paths.win32.h"
#include "port.h"
#include "report.win32.h"
#include "send_peb.win32.h"
#include "send_report.h"
#include "wine.win32.h"

enum { SENDER_MS = 20000, ARRIVE_MS = 5000, ANCESTORS_MAX = 64, NAME_MAX_SHOWN = 64 };

typedef void line_fn(struct send *send, const struct report_line *line);

static enum send_result sender_failed(struct send *send, const char *call, DWORD error)
{
	char text[160];

	send_fail(send, SEND_BLOCKED, "lastwords-sender.exe could not be run: %s: %s", call,
		  win32_error_text(error, text, sizeof(text)));
	send_try(send, "put lastwords-sender.exe beside lastwords.exe, where it was installed");
	return SEND_BLOCKED;
}

/* FreeConsole is about the sender's own console, and what begins in small letters is no call. */
static void report_call(struct send *send, const struct report_line *line)
{
	char text[160] = "";

	if (strcmp(line->call, "FreeConsole") == 0 || (line->call[0] >= 'a' && line->call[0] <= 'z'))
		return;
	if (line->error != 0)
		win32_error_text(line->error, text, sizeof(text));
	send_call(send, send->pid, line->call, line->value, line->error, text);
}

/* It ends by itself; the limit is for a console host that does not answer. */
static enum send_result run_sender(struct send *send, const wchar_t *arguments, line_fn *take)
{
	int64_t until = clock_ns() + (int64_t)SENDER_MS * 1000000;
	wchar_t own[WIN32_PATH], command[WIN32_PATH + 160];
	struct child child = {.command = command, .flags = DETACHED_PROCESS, .show = SW_HIDE};
	struct report_line line;
	struct report report;
	int got;

	if (report_open(&report) < 0) {
		report_close(&report);
		return sender_failed(send, "CreateNamedPipe", GetLastError());
	}
	paths_own(own, ARRAYSIZE(own));
	win32_format(command, ARRAYSIZE(command), L"\"%ls\\lastwords-sender.exe\" %llu %ls", own,
		     (unsigned long long)(uintptr_t)report.write, arguments);
	child.inherit[0] = report.write;
	if (child_start(&child) < 0) {
		DWORD error = GetLastError();

		report_close(&report);
		return sender_failed(send, child.call, error);
	}
	report_started(&report, child.process);
	while ((got = report_next(&report, until, &line)) == 1) {
		report_call(send, &line);
		take(send, &line);
	}
	if (got != 0 || WaitForSingleObject(child.process, win32_left_ms(until)) != WAIT_OBJECT_0)
		TerminateProcess(child.process, 1);
	report_close(&report);
	win32_close(&child.process);
	return got == 0 ? SEND_UNSET
			: send_fail(send, SEND_BLOCKED, "the console of process %lld does not answer", send->pid);
}

static void take_look(struct send *send, const struct report_line *line)
{
	struct console_look *look = send->targets->console;

	if (strcmp(line->call, "AttachConsole") == 0)
		look->error = line->error;
	if (strcmp(line->call, "GetConsoleWindow") == 0)
		look->window = (HWND)(intptr_t)line->value;
	if (strcmp(line->call, "member") == 0 && line->value != 0 && look->count < CONSOLE_MEMBERS)
		look->members[look->count++] = (DWORD)line->value;
}

static bool is_member(const struct console_look *look, DWORD pid)
{
	for (size_t i = 0; i < look->count; i++)
		if (look->members[i] == pid)
			return true;
	return false;
}

static void look_for_kin(struct console_look *look)
{
	DWORD ancestors[ANCESTORS_MAX];
	size_t count = ancestors_find(ancestors, ARRAYSIZE(ancestors));

	look->ours = is_member(look, GetCurrentProcessId());
	for (size_t i = 0; i < count && look->ancestor == 0; i++)
		if (is_member(look, ancestors[i]))
			look->ancestor = ancestors[i];
}

enum send_result console_look(struct send *send)
{
	struct console_look *look = calloc(1, sizeof(*look));
	enum send_result result;
	wchar_t arguments[32];

	if (look == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	send->targets->console = look;
	win32_format(arguments, ARRAYSIZE(arguments), L"list %lu", (unsigned long)send->pid);
	look->error = ERROR_TIMEOUT;
	result = run_sender(send, arguments, take_look);
	if (result != SEND_UNSET || look->error != 0)
		return result;
	look_for_kin(look);
	look->leads = peb_leads_group((DWORD)send->pid) == PEB_YES;
	look->ignores = peb_ignores_interrupt((DWORD)send->pid) == PEB_YES;
	return SEND_UNSET;
}

enum send_result console_none(struct send *send)
{
	DWORD error = send->targets->console->error;
	char text[160];

	win32_error_text(error, text, sizeof(text));
	if (error == ERROR_ACCESS_DENIED)
		send_fail(send, SEND_BLOCKED, "the console of process %lld cannot be used: AttachConsole: %s",
			  send->pid, text);
	else
		send_fail(send, SEND_BLOCKED,
			  "process %lld has no console, so no console event can reach it (error %lu: %s)", send->pid,
			  (unsigned long)error, text);
	send_try(send,
		 "lastwords send wm-close --pid %lld if it has windows; else kill, which leaves no chance to clean up; "
		 "or start it with a console (CREATE_NEW_CONSOLE, CREATE_NO_WINDOW)",
		 send->pid);
	return SEND_BLOCKED;
}

/* Events for a group reach the members of that group on this console alone; for group 0, everybody on it. An event for
 * the number of a process that leads none can reach everybody, too (github.com/microsoft/terminal/issues/335), so it
 * must be sure. CTRL_CLOSE is for all (event 2). */
enum send_result console_refuse(struct send *send, DWORD event)
{
	struct console_look *look = send->targets->console;
	bool kin = look->ours || look->ancestor != 0;
	bool others = look->count > 1;

	look->by_group = look->leads && event != CTRL_CLOSE_EVENT && (kin || (others && event == CTRL_BREAK_EVENT));
	if (!kin || look->by_group || send->force)
		return SEND_UNSET;
	if (look->ours)
		send_fail(send, SEND_REFUSED,
			  "process %lld is on the console of this command: all on it would be hit, "
			  "this command and whoever started it among them",
			  send->pid);
	else
		send_fail(send, SEND_REFUSED,
			  "process %lu, an ancestor of this command, is on the console of process "
			  "%lld and would be hit too",
			  (unsigned long)look->ancestor, send->pid);
	send_try(send, "start the process with a console of its own (CREATE_NEW_CONSOLE, CREATE_NO_WINDOW), or as the "
		       "leader of a group (CREATE_NEW_PROCESS_GROUP, then ctrl-break); or --force");
	return SEND_REFUSED;
}

static void note_others(struct send *send)
{
	const struct console_look *look = send->targets->console;
	char text[400] = "", name[NAME_MAX_SHOWN];
	size_t length = 0;

	for (size_t i = 0; i < look->count && length < sizeof(text) - 100; i++) {
		if (look->members[i] == (DWORD)send->pid || look->members[i] == GetCurrentProcessId())
			continue;
		process_name(look->members[i], name, sizeof(name));
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%lu (%s)", length == 0 ? "" : ", ",
					   (unsigned long)look->members[i], name);
	}
	if (length > 0)
		send_note(send, SEND_NOTE, send->pid, "others", "shares its console with %s: %s", text,
			  look->by_group ? "only members of its group are told" : "they are told, too");
}

void console_warn(struct send *send, DWORD event)
{
	const struct console_look *look = send->targets->console;
	BOOL debugged = FALSE;

	note_others(send);
	if (event == CTRL_C_EVENT && look->ignores)
		send_note(send, SEND_WARNING, send->pid, "ignored",
			  "ignores CTRL_C (it, or who started it, called SetConsoleCtrlHandler(NULL, TRUE), or it was "
			  "started "
			  "with CREATE_NEW_PROCESS_GROUP): nothing will happen; ctrl-break cannot be ignored that way");
	/* server/console.c of Wine: group 0 is taken for the group of the caller. */
	if (wine_version() != NULL && !look->by_group && event != CTRL_CLOSE_EVENT)
		send_note(send, SEND_NOTE, send->pid, "wine-groups",
			  "is told only if it is in the process group of this command: under Wine an event for a whole "
			  "console "
			  "reaches the sender's group alone");
	if (CheckRemoteDebuggerPresent(send->targets->list[0].process, &debugged) && debugged)
		send_note(send, SEND_NOTE, send->pid, "traced", "has a debugger, which sees the event first");
	if (event == CTRL_CLOSE_EVENT)
		send_note(
			send, SEND_NOTE, send->pid, "limit",
			"has a few seconds to end by itself (HungAppTimeout, 5 s): then it is ended, whatever it does");
}

struct raising {
	bool raised;
	bool arrived;
};

static struct raising raising;

static void take_raising(struct send *send, const struct report_line *line)
{
	(void)send;
	if (strcmp(line->call, "GenerateConsoleCtrlEvent") == 0)
		raising.raised = line->value != 0;
	if (strcmp(line->call, "arrived") == 0)
		raising.arrived = line->value != 0;
	if (strcmp(line->call, "AttachConsole") == 0)
		send->targets->console->error = line->error;
}

/* With --force, an event for everybody hits us as well. */
static BOOL WINAPI survive(DWORD event)
{
	return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
}

enum send_result console_raise(struct send *send, DWORD event)
{
	struct console_look *look = send->targets->console;
	wchar_t arguments[64];
	enum send_result result;

	if (send->force)
		SetConsoleCtrlHandler(survive, TRUE);
	win32_format(arguments, ARRAYSIZE(arguments), L"attach %lu %lu %lu %d", (unsigned long)event,
		     look->by_group ? (unsigned long)send->pid : 0ul, (unsigned long)send->pid, ARRIVE_MS);
	result = run_sender(send, arguments, take_raising);
	if (result != SEND_UNSET)
		return result;
	if (look->error != 0)
		return console_none(send);
	if (!raising.raised) {
		send_fail(send, SEND_BLOCKED, "the system did not take the event for process %lld", send->pid);
		send_try(send, event == CTRL_BREAK_EVENT ? "ctrl-c" : "ctrl-break");
		return SEND_BLOCKED;
	}
	if (!look->by_group && !raising.arrived)
		send_note(send, SEND_WARNING, send->pid, "not-arrived",
			  "may not have been told: the console took the event, but has not passed it on within %d s",
			  ARRIVE_MS / 1000);
	for (size_t i = 0; i < send->targets->count; i++)
		send->targets->list[i].told =
			i == 0 || (!look->by_group && is_member(look, send->targets->list[i].pid));
	return SEND_DELIVERED;
}

static enum send_result no_window(struct send *send, const char *why)
{
	send_fail(send, SEND_BLOCKED, "the console of process %lld %s", send->pid, why);
	send_try(send, "lastwords send ctrl-break --pid %lld, or ctrl-c", send->pid);
	return SEND_BLOCKED;
}

enum send_result console_close(struct send *send)
{
	struct console_look *look = send->targets->console;
	wchar_t arguments[32], class[64] = L"";
	enum send_result result;
	char text[160] = "";
	DWORD error = 0;

	win32_format(arguments, ARRAYSIZE(arguments), L"window %lu", (unsigned long)send->pid);
	result = run_sender(send, arguments, take_look);
	if (result != SEND_UNSET)
		return result;
	if (look->error != 0)
		return console_none(send);
	if (look->window == NULL)
		return no_window(send, "has no window to close");
	GetClassNameW(look->window, class, ARRAYSIZE(class));
	/* The stand-in of a pseudo console: WM_CLOSE destroys it and tells nobody (github.com/microsoft/terminal,
	 * src/interactivity/base/InteractivityFactory.cpp, PseudoWindowProc). */
	if (wcscmp(class, L"PseudoConsoleWindow") == 0)
		return no_window(send, "is shown by a terminal (Windows Terminal, ConPTY), which alone can close it");
	SetLastError(ERROR_SUCCESS);
	if (!PostMessageW(look->window, WM_CLOSE, 0, 0))
		error = GetLastError();
	if (error != 0)
		win32_error_text(error, text, sizeof(text));
	send_call(send, send->pid, "PostMessage", error == 0, error, text);
	if (error != 0)
		return no_window(send, "did not take the message: does it run with higher rights than this command?");
	for (size_t i = 0; i < send->targets->count; i++)
		send->targets->list[i].told = i == 0 || is_member(look, send->targets->list[i].pid);
	return SEND_DELIVERED;
}
