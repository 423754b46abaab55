/* SPDX-License-Identifier: MIT
 *
 * The main loop of programs without a window.
 */
#include "work.win32.h"

#include "ready.win32.h"
#include "win32.h"

/* A thread of its own reads, because a wait cannot be had on every kind of standard input. */
static DWORD WINAPI read_on(void *unused)
{
	HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
	char bytes[64];
	DWORD got;

	(void)unused;
	while (ReadFile(in, bytes, sizeof(bytes), &got, NULL) && got > 0)
		continue;
	SetEvent(responder_wake);
	return 0;
}

void work_start(const struct response *response)
{
	if (response->reads && CreateThread(NULL, 0, read_on, NULL, 0, NULL) == NULL)
		win32_fail("CreateThread");
	/* A reader's thread is asked nothing, so its silence proves nothing. */
	ready_say(response->reads ? PING_NONE : PING_EVENT, NULL);
}

void work_run(const struct response *response)
{
	/* In this order: who is woken and asked at once is woken (WaitForMultipleObjects gives the first). */
	HANDLE events[] = {responder_wake, win32_event(L"-ping")};
	HANDLE pong = win32_event(L"-pong");

	(void)response;
	while (WaitForMultipleObjects(2, events, FALSE, INFINITE) != WAIT_OBJECT_0)
		SetEvent(pong);
}
