/* SPDX-License-Identifier: MIT
 *
 * deaf: does nothing about any console event, and ignores Ctrl+C. Installs the rungs, none of which should ever run.
 */
#include "mark.h"
#include "ready.win32.h"
#include "rung.h"
#include "win32.h"

static BOOL WINAPI hear_nothing(DWORD event)
{
	(void)event;
	return TRUE;
}

int main(void)
{
	HANDLE ping = win32_event(L"-ping");
	HANDLE pong = win32_event(L"-pong");

	ready_look();
	mark_open();
	rung_install();
	SetConsoleCtrlHandler(NULL, TRUE);
	SetConsoleCtrlHandler(hear_nothing, TRUE);
	ready_say(PING_EVENT, NULL);
	for (;;)
		if (WaitForSingleObject(ping, INFINITE) == WAIT_OBJECT_0)
			SetEvent(pong);
}
