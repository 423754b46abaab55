/* SPDX-License-Identifier: MIT
 *
 * Says that somebody else is ready: process 1, the harness, a number that nobody has, and one that is its own
 * only after its upper half was cut off. Whoever believes it signals a stranger.
 */
#include <stdio.h>
#include <unistd.h>
#include "canary.h"

static long long somebody(char **argv)
{
	if (canary_asked(argv, "ignore"))
		return getppid();
	if (canary_asked(argv, "handler-flag"))
		return 0x7fffffff;
	if (canary_asked(argv, "handler-exit"))
		return getpid() + (1LL << 32);
	return 1;
}

int main(int argc, char **argv)
{
	char line[40];

	(void)argc;
	canary_say(line, (size_t)snprintf(line, sizeof(line), "ready %lld\n", somebody(argv)));
	canary_rest();
}
