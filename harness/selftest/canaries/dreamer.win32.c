/* SPDX-License-Identifier: MIT
 *
 * As the dozer, but what will wake up is no thread that came after the program was ready: a thread that was there
 * before and sleeps with a limit, or a timer that has no thread yet.
 */
#include "canary.win32.h"

enum { NAP_MS = 1500 };

static HANDLE told;

static void dream(void)
{
	canary_mark("main-tail");
	ExitProcess(0);
}

static DWORD WINAPI sleep_with_limit(void *unused)
{
	(void)unused;
	WaitForSingleObject(told, INFINITE);
	canary_nap(NAP_MS);
	dream();
	return 0;
}

static void CALLBACK wake(void *unused, BOOLEAN fired)
{
	(void)unused;
	(void)fired;
	dream();
}

int main(int argc, char **argv)
{
	HANDLE timer;

	(void)argc;
	told = CreateEventW(NULL, TRUE, FALSE, NULL);
	if (canary_asked(argv, "none"))
		CloseHandle(CreateThread(NULL, 0, sleep_with_limit, NULL, 0, NULL));
	canary_await_stop();
	SetEvent(told);
	if (canary_asked(argv, "ignore"))
		CreateTimerQueueTimer(&timer, NULL, wake, NULL, NAP_MS, 0, WT_EXECUTEONLYONCE);
	canary_rest();
}
