/* SPDX-License-Identifier: MIT
 *
 * Programs with a window: its procedure, the message loop, and the responders they have. The window is never
 * shown: whoever sends messages finds it all the same, and nobody's desktop is flooded.
 */
#include "window.win32.h"

#include "mark.h"
#include "ready.win32.h"
#include "responder.win32.h"
#include "rung.h"
#include "win32.h"
#include "work.win32.h"

static const struct window_manner handling = {.handles = true};
static const struct window_manner leaving_all = {0};
static const struct window_manner refusing = {.refuses = true};
static const struct window_manner no_window = {.none = true};

static const struct window_manner *manner;
static HANDLE pong;
static bool quitting; /* by ourselves */

/* With a control handler beside it, the window leaves all to DefWindowProc. */
const struct response responders[RESPONDER_MAX] = {
	[RESPONDER_NONE] = {.window = &leaving_all},
	[RESPONDER_CTRL_HANDLER_FLAG] = {.control = control_flag, .window = &leaving_all},
	[RESPONDER_WINDOW_PROC] = {.window = &handling},
	[RESPONDER_WINDOW_DEFAULT] = {.window = &leaving_all},
	[RESPONDER_WINDOW_IGNORE] = {.window = &refusing},
	[RESPONDER_MESSAGE_LOOP] = {.window = &no_window},
};

static LRESULT clean_up(HWND window)
{
	rung_remove_temp();
	DestroyWindow(window);
	return 0;
}

static int heard(UINT message)
{
	switch (message) {
	case WM_CLOSE:
		return HEARD_WM_CLOSE;
	case WM_QUERYENDSESSION:
		return HEARD_WM_QUERYENDSESSION;
	case WM_ENDSESSION:
		return HEARD_WM_ENDSESSION;
	default:
		return 0;
	}
}

/* Sent messages (WM_ENDSESSION) come while the loop waits: they are answered before this returns to it. */
static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM wparam, LPARAM lparam)
{
	if (message == WM_DESTROY) {
		mark("window-destroyed", 0);
		quitting = manner->handles;
		if (quitting)
			PostQuitMessage(0);
		return 0;
	}
	if (heard(message) != 0 && (manner->handles || manner->refuses)) {
		responder_entered(heard(message));
		if (message == WM_QUERYENDSESSION)
			return manner->handles;
		if (manner->handles && (message == WM_CLOSE || wparam != 0))
			return clean_up(window);
		return 0;
	}
	return DefWindowProcW(window, message, wparam, lparam);
}

static HWND make_window(void)
{
	WNDCLASSW class = {
		.lpfnWndProc = procedure,
		.hInstance = GetModuleHandleW(NULL),
		.lpszClassName = L"lastwords",
	};
	HWND window;

	RegisterClassW(&class);
	window = CreateWindowExW(WS_EX_NOACTIVATE, class.lpszClassName, L"lastwords", WS_OVERLAPPEDWINDOW,
				 CW_USEDEFAULT, CW_USEDEFAULT, 200, 100, NULL, NULL, class.hInstance, NULL);
	if (window == NULL)
		win32_fail("CreateWindowEx");
	return window;
}

void work_start(const struct response *response)
{
	MSG message;

	manner = response->window;
	pong = win32_event(L"-pong");
	/* This makes the thread's queue (learn.microsoft.com/windows/win32/api/winuser/nf-winuser-postthreadmessagew).
	 */
	PeekMessageW(&message, NULL, WM_USER, WM_USER, PM_NOREMOVE);
	ready_say(PING_QUEUE, manner->none ? NULL : make_window());
}

/* Returns false when the loop shall end. */
static bool next_message(void)
{
	MSG message;

	while (PeekMessageW(&message, NULL, 0, 0, PM_REMOVE)) {
		if (message.message == WM_QUIT) {
			if (!quitting)
				responder_entered(HEARD_WM_QUIT);
			return false;
		}
		if (message.hwnd == NULL && message.message == WM_APP)
			SetEvent(pong);
		DispatchMessageW(&message);
	}
	return true;
}

void work_run(const struct response *response)
{
	HANDLE wake = responder_wake;

	(void)response;
	while (next_message())
		if (MsgWaitForMultipleObjects(1, &wake, FALSE, INFINITE, QS_ALLINPUT) == WAIT_OBJECT_0)
			return;
}
