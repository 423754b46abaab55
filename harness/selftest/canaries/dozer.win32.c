/* SPDX-License-Identifier: MIT
 *
 * Hears the event, sleeps, and marks when it wakes up: while it sleeps everything looks as if it were over. Who sleeps
 * is main, the thread of the handler, a thread that either of them made, or one of the pool's.
 */
#include "canary.win32.h"

enum { NAP_MS = 1500 };

static DWORD WINAPI doze(void *unused)
{
	(void)unused;
	canary_nap(NAP_MS);
	canary_mark("main-tail");
	ExitProcess(0);
}

static void doze_in_thread(void)
{
	CloseHandle(CreateThread(NULL, 0, doze, NULL, 0, NULL));
}

static void in_handler(int number)
{
	(void)number;
	doze(NULL);
}

static void in_thread_of_handler(int number)
{
	(void)number;
	doze_in_thread();
}

static void rest_with(void (*handler)(int number))
{
	canary_on_stop(handler);
	canary_ready(canary_pid());
	canary_rest();
}

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "ignore"))
		rest_with(in_handler);
	if (canary_asked(argv, "handler-flag"))
		rest_with(in_thread_of_handler);
	canary_await_stop();
	if (canary_asked(argv, "handler-exit"))
		doze_in_thread();
	else if (canary_asked(argv, "handler-_exit"))
		QueueUserWorkItem(doze, NULL, WT_EXECUTEDEFAULT);
	else
		doze(NULL);
	canary_rest();
}
