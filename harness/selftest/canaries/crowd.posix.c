/* SPDX-License-Identifier: MIT
 *
 * Dies of SIGTERM and leaves a crowd: more orphans than fit into one look at a list of children, each asleep in
 * a session of its own and deaf to everything that can be ignored.
 */
#include <signal.h>
#include <unistd.h>
#include "canary.h"

enum { CROWD = 900, SIGNALS = 32 };

int main(void)
{
	int born[2];
	char byte;

	if (pipe(born) < 0)
		return 1;
	for (int i = 0; i < CROWD; i++) {
		if (fork() != 0)
			continue;
		for (int number = 1; number < SIGNALS; number++)
			signal(number, SIG_IGN);
		setsid();
		close(born[1]);
		canary_rest();
	}
	close(born[1]);
	if (read(born[0], &byte, 1) != 0)
		return 1;
	canary_ready(canary_pid());
	canary_rest();
}
