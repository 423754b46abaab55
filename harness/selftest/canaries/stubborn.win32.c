/* SPDX-License-Identifier: MIT
 *
 * Goes on whatever it is told, and so do its children: nothing but force ends them. With the responder `ignore` its
 * main thread is suspended when it is told to stop, and answers nobody any more.
 */
#include "canary.win32.h"

enum { CHILDREN = 3 };

static HANDLE main_thread;

static void go_on(int number)
{
	(void)number;
}

static void suspend(int number)
{
	(void)number;
	SuspendThread(main_thread);
}

int main(int argc, char **argv)
{
	(void)argc;
	canary_on_stop(go_on);
	if (canary_asked(argv, "child"))
		canary_nap(INFINITE);
	for (int i = 0; i < CHILDREN; i++)
		CloseHandle(canary_start("child", i == 0 ? 0 : DETACHED_PROCESS));
	DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &main_thread, 0, FALSE,
			DUPLICATE_SAME_ACCESS);
	if (canary_asked(argv, "ignore"))
		canary_on_stop(suspend);
	canary_ready(canary_pid());
	canary_rest();
}
