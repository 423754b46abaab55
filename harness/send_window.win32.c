/* SPDX-License-Identifier: MIT
 *
 * Posts messages to the windows and threads of processes that are held, so that owner and number stay what they are.
 */
#include "send_window.win32.h"

#include <stdio.h>
#include <string.h>
#include <tlhelp32.h>
#include "send_report.h"

struct walk {
	struct send *send;
	struct held *held;
	DWORD pid;
	struct window_look look;
	bool post;
	size_t told;
	DWORD error;
};

/* GetWindowThreadProcessId names a client of the console as the owner of its window, so that old programs find it. */
static bool is_own(HWND window, DWORD pid)
{
	static const wchar_t *const strangers[] = {L"ConsoleWindowClass", L"PseudoConsoleWindow", L"WineConsoleClass",
						   L"IME"};
	wchar_t class[64] = L"";
	DWORD owner = 0;

	GetWindowThreadProcessId(window, &owner);
	if (owner != pid || (GetClassLongPtrW(window, GCL_STYLE) & CS_IME) != 0)
		return false;
	if (GetClassNameW(window, class, ARRAYSIZE(class)) == 0) /* gone already */
		return false;
	for (size_t i = 0; i < ARRAYSIZE(strangers); i++)
		if (wcscmp(class, strangers[i]) == 0)
			return false;
	return true;
}

static void post(struct walk *walk, HWND window)
{
	wchar_t class[64] = L"?";
	char text[160] = "", name[200];
	BOOL posted;

	if (IsHungAppWindow(window))
		send_note(walk->send, SEND_WARNING, walk->pid, "hung",
			  "does not answer its windows: the message waits until it does");
	GetClassNameW(window, class, ARRAYSIZE(class)); /* before it is told, and gone */
	posted = PostMessageW(window, WM_CLOSE, 0, 0);
	if (!posted) {
		walk->error = GetLastError();
		win32_error_text(walk->error, text, sizeof(text));
	}
	send_call_to(walk->send, walk->pid, "PostMessage", win32_narrow(class, name, sizeof(name)), posted,
		     posted ? 0 : walk->error, text);
	walk->told += posted != 0;
}

static BOOL CALLBACK visit(HWND window, LPARAM context)
{
	struct walk *walk = (struct walk *)context;

	if (!is_own(window, walk->pid))
		return TRUE;
	walk->look.own++;
	walk->look.visible += IsWindowVisible(window) != 0;
	if (walk->post)
		post(walk, window);
	return TRUE;
}

struct window_look windows_look(DWORD pid)
{
	struct walk walk = {.pid = pid};

	EnumWindows(visit, (LPARAM)&walk);
	return walk.look;
}

static enum send_result nobody_told(struct send *send, const char *what, DWORD error)
{
	DWORD session = 0, own = 0;

	ProcessIdToSessionId((DWORD)send->pid, &session);
	ProcessIdToSessionId(GetCurrentProcessId(), &own);
	if (error == ERROR_ACCESS_DENIED) {
		send_fail(send, SEND_BLOCKED,
			  "process %lld runs with higher rights than this command, and takes no messages "
			  "from it",
			  send->pid);
		send_try(send, "as administrator");
	} else if (session != own) {
		send_fail(send, SEND_BLOCKED,
			  "process %lld runs in session %lu, and this command in session %lu: no message "
			  "can cross",
			  send->pid, (unsigned long)session, (unsigned long)own);
		send_try(send, "in that session, or kill, which leaves no chance to clean up");
	} else {
		send_fail(send, SEND_BLOCKED, "process %lld has no %s on this desktop", send->pid, what);
		send_try(send, "ctrl-break, if it has a console; else kill, which leaves no chance to clean up");
	}
	return SEND_BLOCKED;
}

enum send_result windows_close(struct send *send)
{
	struct send_targets *targets = send->targets;
	DWORD error = 0;
	size_t told = 0;

	for (size_t i = 0; i < targets->count; i++) {
		struct walk walk = {.send = send, .pid = targets->list[i].pid, .post = true};

		EnumWindows(visit, (LPARAM)&walk);
		targets->list[i].told = walk.told > 0;
		told += walk.told;
		error = walk.error != 0 ? walk.error : error;
	}
	return told > 0 ? SEND_DELIVERED : nobody_told(send, "window of its own", error);
}

/* The thread is held, and seen to be one of the process, while the message is posted to its number. */
static void quit_thread(struct walk *walk, DWORD tid)
{
	HANDLE thread = OpenThread(THREAD_QUERY_LIMITED_INFORMATION, FALSE, tid);
	char text[160] = "";
	DWORD error = 0;

	if (thread == NULL)
		return;
	if (GetProcessIdOfThread(thread) == walk->pid) {
		if (!PostThreadMessageW(tid, WM_QUIT, 0, 0))
			error = GetLastError();
		/* A thread without a queue is nobody who could quit. */
		if (error != ERROR_INVALID_THREAD_ID) {
			if (error != 0)
				win32_error_text(error, text, sizeof(text));
			send_call(walk->send, walk->pid, "PostThreadMessage", error == 0, error, text);
			walk->told += error == 0;
			walk->error = error != 0 ? error : walk->error;
		}
	}
	CloseHandle(thread);
}

static void quit_threads(struct walk *walk)
{
	HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
	THREADENTRY32 entry = {.dwSize = sizeof(entry)};

	if (snapshot == INVALID_HANDLE_VALUE)
		return;
	for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry))
		if (entry.th32OwnerProcessID == walk->pid)
			quit_thread(walk, entry.th32ThreadID);
	CloseHandle(snapshot);
}

enum send_result windows_quit(struct send *send)
{
	struct send_targets *targets = send->targets;
	DWORD error = 0;
	size_t told = 0;

	for (size_t i = 0; i < targets->count; i++) {
		struct walk walk = {.send = send, .pid = targets->list[i].pid};

		quit_threads(&walk);
		targets->list[i].told = walk.told > 0;
		told += walk.told;
		error = walk.error != 0 ? walk.error : error;
	}
	return told > 0 ? SEND_DELIVERED : nobody_told(send, "thread with a message queue", error);
}
