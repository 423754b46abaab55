/* SPDX-License-Identifier: MIT
 *
 * Ignores all, and its children do: nothing but force ends them. With the responder `ignore` it stops itself
 * when it is told to stop.
 */
#include <signal.h>
#include <unistd.h>
#include "canary.h"

enum { SIGNALS = 32, CHILDREN = 3 };

static void stop(int number)
{
	(void)number;
	raise(SIGSTOP);
}

int main(int argc, char **argv)
{
	(void)argc;
	for (int number = 1; number < SIGNALS; number++)
		signal(number, SIG_IGN);
	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0) {
			setsid();
			canary_rest();
		}
	if (canary_asked(argv, "ignore"))
		canary_on_stop(stop);
	canary_ready(canary_pid());
	canary_rest();
}
