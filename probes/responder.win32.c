/* SPDX-License-Identifier: MIT
 *
 * Installing a responder on Windows. Which there are is said by the table of the program: responders.win32.c,
 * or window.win32.c for programs with a window.
 */
#include <stdio.h>
#include "mark.h"
#include "responder.win32.h"
#include "win32.h"

HANDLE responder_wake;

static HANDLE hold;
static DWORD pause_ms;

void responder_entered(int number)
{
	mark("handler-entered", number);
	if (hold != NULL)
		WaitForSingleObject(hold, INFINITE);
}

/* The pause is what is tested here. Nothing sets this event. */
void responder_pause(void)
{
	WaitForSingleObject(GetCurrentProcess(), pause_ms);
}

static bool exists(size_t id)
{
	const struct response *response = &responders[id];

	return id != 0 && (response->exists || response->signal != NULL || response->control != NULL ||
			   response->install != NULL || response->reads || response->window != NULL);
}

const struct response *responder_install(const char *name, DWORD slow_ms)
{
	size_t id = axis_find(AXIS_RESPONDER, name);
	const struct response *response = &responders[id];
	wchar_t held[8];

	if (!exists(id)) {
		fprintf(stderr, "probe: this program has no responder %s\n", name);
		ExitProcess(2);
	}
	pause_ms = slow_ms;
	hold = win32_setting(L"LASTWORDS_HOLD", held, ARRAYSIZE(held)) ? win32_event(L"-hold") : NULL;
	responder_wake = CreateEventW(NULL, TRUE, FALSE, NULL);
	if (response->clear)
		SetConsoleCtrlHandler(NULL, FALSE);
	if (response->signal != NULL)
		signal_install(response->signal);
	if (response->control != NULL)
		SetConsoleCtrlHandler(response->control, TRUE);
	if (response->install != NULL)
		response->install();
	return response;
}
