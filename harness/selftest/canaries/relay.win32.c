/* SPDX-License-Identifier: MIT
 *
 * Starts a process that starts a process, on and on, each ending when the next is there, and the last one marks. With
 * the responder `ignore` all of it happens below a program that rests.
 */
#include <stdio.h>
#include <stdlib.h>
#include "canary.win32.h"

enum { RUNNERS = 20 };

/* The runner's number is in the environment, because canary_start gives a verb only. */
static void run_relay(void)
{
	char text[16] = "0";
	int number;

	GetEnvironmentVariableA("RUNNER", text, sizeof(text));
	number = atoi(text);
	if (number == RUNNERS) {
		canary_mark("main-tail");
		return;
	}
	snprintf(text, sizeof(text), "%d", number + 1);
	SetEnvironmentVariableA("RUNNER", text);
	CloseHandle(canary_start("runner", DETACHED_PROCESS));
}

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "runner")) {
		run_relay();
		return 0;
	}
	canary_await_stop();
	run_relay();
	if (canary_asked(argv, "ignore"))
		canary_rest();
	return 0;
}
