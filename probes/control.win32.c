/* SPDX-License-Identifier: MIT
 *
 * Console control handlers (learn.microsoft.com/windows/console/handlerroutine). Each runs on a thread that the
 * system makes for it; "left" is marked before main is woken, because main may end the process at once.
 */
#include <stdlib.h>
#include "mark.h"
#include "responder.win32.h"
#include "rung.h"

enum { EXIT_CODE = 3 };

static void entered(DWORD event)
{
	responder_entered(HEARD_EVENT + (int)event);
}

static BOOL left(DWORD event, BOOL answer)
{
	mark("handler-left", HEARD_EVENT + (int)event);
	return answer;
}

BOOL WINAPI control_flag(DWORD event)
{
	entered(event);
	left(event, TRUE);
	SetEvent(responder_wake);
	return TRUE;
}

BOOL WINAPI control_cleanup(DWORD event)
{
	entered(event);
	rung_remove_temp();
	return left(event, TRUE);
}

BOOL WINAPI control_false(DWORD event)
{
	entered(event);
	return left(event, FALSE);
}

BOOL WINAPI control_exit(DWORD event)
{
	entered(event);
	exit(EXIT_CODE);
}

BOOL WINAPI control_slow(DWORD event)
{
	entered(event);
	responder_pause();
	left(event, TRUE);
	SetEvent(responder_wake);
	return TRUE;
}

/* For close events the process ends when the handler returns: who wants to clean up on the main thread stays. */
BOOL WINAPI control_wait(DWORD event)
{
	control_flag(event);
	WaitForSingleObject(GetCurrentProcess(), INFINITE);
	return TRUE;
}
