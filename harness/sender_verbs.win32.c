/* SPDX-License-Identifier: MIT
 *
 * The verbs of lastwords-sender: what each calls, in which order. sender.h says what they are for.
 */
#include "sender.h"

#include <stdbool.h>
#include <stdint.h>

enum { MEMBERS_MAX = 1024, FENCE_ROUNDS = 2 };

/* What the handler waits for, and how it says that it came: its own thread runs it. */
static struct {
	DWORD event;
	HANDLE came;
	LONG64 ns;
} awaited;

static BOOL WINAPI protect(DWORD event)
{
	if (event == awaited.event && awaited.came != NULL) {
		InterlockedExchange64(&awaited.ns, sender_now());
		SetEvent(awaited.came);
	}
	return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
}

static bool protect_from(DWORD event)
{
	awaited.event = event;
	awaited.came = CreateEvent(NULL, FALSE, FALSE, NULL);
	if (awaited.came == NULL)
		return sender_report("CreateEvent", 0) != 0;
	/* The caller may have been started with CTRL_C ignored; then the handler would not be called. */
	if (!SetConsoleCtrlHandler(NULL, FALSE) || !SetConsoleCtrlHandler(protect, TRUE))
		return sender_report("SetConsoleCtrlHandler", 0) != 0;
	return true;
}

static bool attach_to(DWORD pid)
{
	sender_report("FreeConsole", FreeConsole());
	return sender_report("AttachConsole", AttachConsole(pid)) != 0;
}

/* Returns 0 or the error. */
static DWORD await(DWORD ms)
{
	switch (WaitForSingleObject(awaited.came, ms)) {
	case WAIT_OBJECT_0:
		return 0;
	case WAIT_TIMEOUT:
		return ERROR_TIMEOUT;
	default:
		return GetLastError();
	}
}

static enum sender_exit report_arrival(const char *name, DWORD error)
{
	sender_report_at(name, error == 0, error,
			 error == 0 ? InterlockedCompareExchange64(&awaited.ns, 0, 0) : sender_now());
	return error == 0 ? SENDER_DONE : SENDER_FAILED;
}

static bool raise_event(DWORD event, DWORD group)
{
	SetLastError(ERROR_SUCCESS); /* so that an error is the call's own */
	return sender_report("GenerateConsoleCtrlEvent", GenerateConsoleCtrlEvent(event, group)) != 0;
}

static enum sender_exit verb_event(const DWORD *arguments)
{
	DWORD event = arguments[0], group = arguments[1], ms = arguments[2];

	if (!protect_from(event) || !raise_event(event, group))
		return SENDER_FAILED;
	return group == 0 && ms > 0 ? report_arrival("arrived", await(ms)) : SENDER_DONE;
}

static enum sender_exit verb_attach(const DWORD *arguments)
{
	DWORD event = arguments[0], group = arguments[1], pid = arguments[2], ms = arguments[3];

	if (!attach_to(pid) || !protect_from(event) || !raise_event(event, group))
		return SENDER_FAILED;
	return group == 0 ? report_arrival("arrived", await(ms)) : SENDER_DONE;
}

static enum sender_exit verb_others(const DWORD *arguments)
{
	static const DWORD events[] = {CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT};
	enum sender_exit result = SENDER_DONE;

	(void)arguments;
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (!raise_event(events[i], 0))
			result = SENDER_FAILED;
	return result;
}

static enum sender_exit fence_failed(DWORD error)
{
	report_arrival("fence", error);
	return error == ERROR_INVALID_HANDLE || error == ERROR_GEN_FAILURE || error == ERROR_INVALID_PARAMETER
		       ? SENDER_NO_CONSOLE
		       : SENDER_FAILED;
}

/* Seen under Wine 8.0 (not Windows): another client of the same console, with a handler, CTRL_C not ignored and in
 * another group, is not called while the fence is; started without CREATE_NEW_PROCESS_GROUP the fence is not called
 * either, and times out. There the event is a Unix signal to each process, so the fence proves that it was sent to the
 * others, not that it was taken; their handlers were seen to run up to a millisecond after that of the sender.
 * AttachConsole to a process that is gone fails there with error 6, not 87. Group 0 is taken for the
 * group of the caller there (server/console.c, IOCTL_CONDRV_CTRL_EVENT): a sender that was started as the leader of a
 * group, or from elsewhere, raises an event for itself alone. */
static enum sender_exit verb_fence(const DWORD *arguments)
{
	DWORD pid = arguments[0], ms = arguments[1], error = 0;

	FreeConsole();
	if (!AttachConsole(pid))
		return fence_failed(GetLastError());
	if (!protect_from(CTRL_C_EVENT))
		return SENDER_FAILED;
	for (int round = 0; round < FENCE_ROUNDS && error == 0; round++)
		error = GenerateConsoleCtrlEvent(CTRL_C_EVENT, GetCurrentProcessId()) ? await(ms) : GetLastError();
	return report_arrival("fence", error);
}

/* The press of the key, without its release: Wine makes an event of either, and two events race. */
static INPUT_RECORD key_of_interrupt(void)
{
	INPUT_RECORD record = {.EventType = KEY_EVENT};

	record.Event.KeyEvent.bKeyDown = TRUE;
	record.Event.KeyEvent.wRepeatCount = 1;
	record.Event.KeyEvent.wVirtualKeyCode = 'C';
	record.Event.KeyEvent.wVirtualScanCode = 0x2E;
	record.Event.KeyEvent.uChar.UnicodeChar = L'\x03';
	record.Event.KeyEvent.dwControlKeyState = LEFT_CTRL_PRESSED;
	return record;
}

static enum sender_exit verb_input(const DWORD *arguments)
{
	INPUT_RECORD record = key_of_interrupt();
	DWORD written;
	HANDLE input;

	if (!attach_to(arguments[0]) || !protect_from(CTRL_C_EVENT))
		return SENDER_FAILED;
	input = CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
			    OPEN_EXISTING, 0, NULL);
	if (sender_report("CreateFile", input != INVALID_HANDLE_VALUE) == 0)
		return SENDER_FAILED;
	return sender_report("WriteConsoleInput", WriteConsoleInputW(input, &record, 1, &written)) ? SENDER_DONE
												   : SENDER_FAILED;
}

static enum sender_exit verb_list(const DWORD *arguments)
{
	static DWORD members[MEMBERS_MAX];
	DWORD count;

	if (!attach_to(arguments[0]) || !protect_from(CTRL_C_EVENT))
		return SENDER_FAILED;
	count = GetConsoleProcessList(members, MEMBERS_MAX);
	if (sender_report("GetConsoleProcessList", count) == 0)
		return SENDER_FAILED;
	if (count > MEMBERS_MAX) { /* then nothing was stored */
		sender_report_at("member", 0, ERROR_INSUFFICIENT_BUFFER, sender_now());
		return SENDER_FAILED;
	}
	for (DWORD i = 0; i < count; i++)
		if (members[i] != GetCurrentProcessId())
			sender_report_at("member", members[i], 0, sender_now());
	return SENDER_DONE;
}

static enum sender_exit verb_window(const DWORD *arguments)
{
	if (!attach_to(arguments[0]) || !protect_from(CTRL_C_EVENT))
		return SENDER_FAILED;
	/* No window is an answer, not a failure, and it leaves no error. */
	sender_report_at("GetConsoleWindow", (long long)(intptr_t)GetConsoleWindow(), 0, sender_now());
	return SENDER_DONE;
}

const struct sender_row sender_rows[] = {
	{.name = "event", .least = 2, .most = 3, .run = verb_event},
	{.name = "attach", .least = 4, .most = 4, .run = verb_attach},
	{.name = "others", .least = 0, .most = 0, .run = verb_others},
	{.name = "fence", .least = 2, .most = 2, .run = verb_fence},
	{.name = "input", .least = 1, .most = 1, .run = verb_input},
	{.name = "list", .least = 1, .most = 1, .run = verb_list},
	{.name = "window", .least = 1, .most = 1, .run = verb_window},
};
const size_t sender_rows_count = sizeof(sender_rows) / sizeof(sender_rows[0]);
