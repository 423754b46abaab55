/* SPDX-License-Identifier: MIT
 *
 * lastwords send on Windows: one row per delivery, and the order in which processes are held, looked at and told. The
 * process itself comes first, as on POSIX, so that one that starts its children anew does not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "port.h"
#include "send_console.win32.h"
#include "send_report.h"
#include "send_window.win32.h"

enum { ANCESTORS_MAX = 64, KILL_CODE = 1 };

struct send_row {
	const char *word;
	const char *way;
	const char *note;
	DWORD rights;
	DWORD event; /* with console */
	bool console;
	bool windows;
	enum send_result (*deliver)(struct send *send);
};

static enum send_result interrupt(struct send *send)
{
	return console_raise(send, CTRL_C_EVENT);
}

static enum send_result interrupt_by_break(struct send *send)
{
	return console_raise(send, CTRL_BREAK_EVENT);
}

static enum send_result terminate(struct send *send);

enum { ROW_CTRL_C, ROW_CTRL_BREAK, ROW_CLOSE, ROW_WM_CLOSE, ROW_QUIT, ROW_KILL, ROW_TERM, ROW_INT, ROW_HUP };

#define BY_CONSOLE(number) .console = true, .event = (number)

/* term has nothing to do by itself: it becomes one of the others. */
static const struct send_row rows[] = {
	[ROW_CTRL_C] = {"ctrl-c", "CTRL_C_EVENT through its console", BY_CONSOLE(CTRL_C_EVENT), .deliver = interrupt},
	[ROW_CTRL_BREAK] = {"ctrl-break", "CTRL_BREAK_EVENT through its console", BY_CONSOLE(CTRL_BREAK_EVENT),
			    .deliver = interrupt_by_break},
	[ROW_CLOSE] = {"close", "WM_CLOSE to the window of its console", BY_CONSOLE(CTRL_CLOSE_EVENT),
		       .deliver = console_close},
	[ROW_WM_CLOSE] = {"wm-close", "WM_CLOSE to its windows", .windows = true, .deliver = windows_close},
	[ROW_QUIT] = {"quit", "WM_QUIT to its message queues", .windows = true, .deliver = windows_quit},
	[ROW_KILL] = {"kill", "TerminateProcess", .rights = PROCESS_TERMINATE, .deliver = terminate},
	[ROW_TERM] = {"term", NULL},
	[ROW_INT] = {"int", "CTRL_C_EVENT through its console", "int is ctrl-c here: there are no signals",
		     BY_CONSOLE(CTRL_C_EVENT), .deliver = interrupt},
	[ROW_HUP] = {"hup", "WM_CLOSE to the window of its console", "hup is close here: there are no signals",
		     BY_CONSOLE(CTRL_CLOSE_EVENT), .deliver = console_close},
};

const char *send_deliveries(void)
{
	return "term (the most graceful way that there is), ctrl-c, ctrl-break, close, wm-close, quit, kill";
}

static enum send_result understand(struct send *send)
{
	const char *word = _strnicmp(send->delivery, "sig", 3) == 0 ? send->delivery + 3 : send->delivery;

	for (size_t i = 0; i < ARRAYSIZE(rows); i++) {
		if (_stricmp(rows[i].word, word) != 0)
			continue;
		send->targets->row = &rows[i];
		if (rows[i].note != NULL)
			send_note(send, SEND_NOTE, 0, "word", "%s", rows[i].note);
		return SEND_UNSET;
	}
	send_fail(send, SEND_USAGE, "there is no delivery '%s' on Windows", send->delivery);
	send_try(send, "%s", send_deliveries());
	return SEND_USAGE;
}

static enum send_result refuse(struct send *send)
{
	DWORD ancestors[ANCESTORS_MAX];
	size_t count;

	if (send->pid == (long long)GetCurrentProcessId())
		return send_fail(send, SEND_REFUSED, "process %lld is this command itself", send->pid);
	count = send->force ? 0 : ancestors_find(ancestors, ARRAYSIZE(ancestors));
	for (size_t i = 0; i < count; i++) {
		if (send->pid != (long long)ancestors[i])
			continue;
		send_fail(send, SEND_REFUSED, "process %lld is %s of this command: nothing was sent", send->pid,
			  i == 0 ? "the parent" : "an ancestor");
		send_try(send, "--force, if that is what you want");
		return SEND_REFUSED;
	}
	return SEND_UNSET;
}

static enum send_result not_held(struct send *send, DWORD error)
{
	char text[160];

	switch (error) {
	case ERROR_INVALID_PARAMETER:
		return send_fail(send, SEND_NO_PROCESS, "there is no process %lld", send->pid);
	case ERROR_PROCESS_ABORTED:
		return send_fail(send, SEND_NO_PROCESS,
				 "process %lld has ended already; somebody still holds a handle to it", send->pid);
	default:
		send_fail(send, SEND_BLOCKED, "process %lld cannot be opened: %s", send->pid,
			  win32_error_text(error, text, sizeof(text)));
		if (error == ERROR_ACCESS_DENIED)
			send_try(send, "as the user to whom it belongs, or as administrator; protected processes let "
				       "nobody in");
		return SEND_BLOCKED;
	}
}

static enum send_result hold(struct send *send)
{
	struct send_targets *targets = send->targets;
	enum send_result result = SEND_UNSET;

	targets->list = calloc(1, sizeof(*targets->list));
	if (targets->list == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	if (held_open(&targets->list[0], (DWORD)send->pid, targets->row->rights) < 0)
		return not_held(send, GetLastError());
	targets->count = 1;
	send_target(send, send->pid, targets->list[0].name);
	if (send->tree)
		result = held_descendants(send, targets->row->rights);
	for (size_t i = 1; i < targets->count && result == SEND_UNSET; i++)
		send_target(send, targets->list[i].pid, targets->list[i].name);
	return result;
}

/* What most programs know first: a window is closed; CTRL_C is what their users type. CTRL_BREAK comes in where CTRL_C
 * is surely ignored, or where only the group of the process may be hit, whose CTRL_C was switched off with its birth.
 * Hidden windows come last: many libraries have some of which the program knows nothing. */
static enum send_result choose(struct send *send)
{
	struct send_targets *targets = send->targets;
	struct window_look windows = windows_look((DWORD)send->pid);
	enum send_result result;
	const struct console_look *console;
	bool kin;

	targets->row = &rows[ROW_WM_CLOSE];
	if (windows.visible > 0)
		return SEND_UNSET;
	result = console_look(send);
	if (result != SEND_UNSET)
		return result;
	console = targets->console;
	kin = console->ours || console->ancestor != 0;
	if (windows.own > 0 && (console->error != 0 || (kin && !console->leads)))
		return SEND_UNSET;
	if (console->error == 0) {
		targets->row = &rows[console->ignores || (kin && console->leads) ? ROW_CTRL_BREAK : ROW_CTRL_C];
		return SEND_UNSET;
	}
	send_fail(send, SEND_BLOCKED,
		  "process %lld has neither a console nor a window on this desktop: nothing graceful "
		  "reaches it",
		  send->pid);
	send_try(send,
		 "what it offers by itself (end of input, a socket, a service control); else lastwords send kill "
		 "--pid %lld, which leaves no chance to clean up",
		 send->pid);
	return SEND_BLOCKED;
}

static enum send_result look_at_console(struct send *send)
{
	const struct send_targets *targets = send->targets;
	enum send_result result = targets->console == NULL ? console_look(send) : SEND_UNSET;

	if (result != SEND_UNSET)
		return result;
	if (targets->console->error != 0)
		return console_none(send);
	result = console_refuse(send, targets->row->event);
	if (result != SEND_UNSET)
		return result;
	console_warn(send, targets->row->event);
	if (send->tree)
		send_note(send, SEND_NOTE, 0, "tree",
			  "console events go to those on the console, not to a tree: descendants "
			  "elsewhere are not told");
	return SEND_UNSET;
}

enum send_result send_begin(struct send *send)
{
	struct send_targets *targets = calloc(1, sizeof(*targets));
	enum send_result result;

	send->targets = targets;
	if (targets == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	result = understand(send);
	if (result == SEND_UNSET)
		result = refuse(send);
	if (result == SEND_UNSET)
		result = hold(send);
	if (result == SEND_UNSET && targets->row == &rows[ROW_TERM])
		result = choose(send);
	if (result != SEND_UNSET)
		return result;
	send_way(send, "%s", targets->row->way);
	return targets->row->console ? look_at_console(send) : SEND_UNSET;
}

static enum send_result terminate(struct send *send)
{
	struct send_targets *targets = send->targets;
	enum send_result result = SEND_DELIVERED;
	char text[160];

	for (size_t i = 0; i < targets->count; i++) {
		struct held *held = &targets->list[i];
		DWORD error = 0;

		if (win32_ended(held->process))
			continue;
		if (process_is_critical(held->process)) {
			send_fail(send, SEND_REFUSED, "process %lu (%s) is critical: the system would stop with it",
				  (unsigned long)held->pid, held->name);
			result = SEND_REFUSED;
			continue;
		}
		if (!TerminateProcess(held->process, KILL_CODE) && !win32_ended(held->process))
			error = GetLastError();
		held->told = error == 0;
		send_call(send, held->pid, "TerminateProcess", error == 0, error,
			  error == 0 ? NULL : win32_error_text(error, text, sizeof(text)));
		if (error != 0)
			result = send_fail(send, SEND_BLOCKED, "process %lu (%s) was not ended: %s",
					   (unsigned long)held->pid, held->name, text);
	}
	return result;
}

enum send_result send_deliver(struct send *send)
{
	FILETIME now;

	GetSystemTimeAsFileTime(&now);
	send->targets->sent = filetime_number(now);
	return send->targets->row->deliver(send);
}

/* When it ended the system knows: in units of 100 ns, by a clock that may be a tick behind. */
static void report_end(struct send *send, const struct held *held)
{
	FILETIME created, ended, kernel, user;
	struct end end = {.how = END_LOST};
	int64_t ns = 0;
	DWORD code;

	if (GetExitCodeProcess(held->process, &code))
		end = (struct end){.how = END_EXIT, .code = (int32_t)code, .raw = code};
	if (GetProcessTimes(held->process, &created, &ended, &kernel, &user) &&
	    filetime_number(ended) > send->targets->sent)
		ns = (int64_t)(filetime_number(ended) - send->targets->sent) * 100;
	send_end(send, held->pid, &end, ns);
}

static enum send_result report_living(struct send *send, const struct held *first, size_t living, size_t told)
{
	bool killed = send->targets->row == &rows[ROW_KILL];

	if (living == 0)
		return SEND_ENDED;
	send_fail(send, SEND_NOT_ENDED, "%zu of %zu processes, the first of them %lu (%s), did not end within %g s",
		  living, told, (unsigned long)first->pid, first->name, send->wait);
	if (killed)
		send_try(send, "again with a longer --wait: something in the kernel (a driver) holds it");
	else
		send_try(send,
			 "a longer --wait, or lastwords send kill --pid %lld%s, which leaves no chance to clean up",
			 send->pid, send->tree ? " --tree" : "");
	return SEND_NOT_ENDED;
}

enum send_result send_await(struct send *send)
{
	struct send_targets *targets = send->targets;
	int64_t until = clock_ns() + (int64_t)(send->wait * 1e9);
	const struct held *first = NULL;
	size_t living = 0, told = 0;

	for (size_t i = 0; i < targets->count; i++) {
		const struct held *held = &targets->list[i];

		if (!held->told)
			continue;
		told++;
		if (WaitForSingleObject(held->process, win32_left_ms(until)) == WAIT_OBJECT_0) {
			report_end(send, held);
			continue;
		}
		first = first == NULL ? held : first;
		living++;
		send_end(send, held->pid, NULL, 0);
	}
	return report_living(send, first, living, told);
}

void send_finish(struct send *send)
{
	if (send->targets == NULL)
		return;
	for (size_t i = 0; i < send->targets->count; i++)
		held_close(&send->targets->list[i]);
	free(send->targets->console);
	free(send->targets->list);
	free(send->targets);
	send->targets = NULL;
}
