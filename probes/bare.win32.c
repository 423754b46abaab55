/* SPDX-License-Identifier: MIT
 *
 * bare: the control. Installs nothing; whatever happens to it, the system did.
 */
#include "mark.h"
#include "ready.win32.h"
#include "win32.h"

int main(void)
{
	HANDLE ping = win32_event(L"-ping");
	HANDLE pong = win32_event(L"-pong");

	ready_look();
	mark_open();
	ready_say(PING_EVENT, NULL);
	while (WaitForSingleObject(ping, INFINITE) == WAIT_OBJECT_0)
		SetEvent(pong);
	mark("main-tail", 0);
	return 0;
}
