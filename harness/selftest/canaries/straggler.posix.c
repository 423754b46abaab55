/* SPDX-License-Identifier: MIT
 *
 * Dies of SIGTERM at once, but has a grandchild that marks a while after both its parents are gone.
 */
#include <time.h>
#include <unistd.h>
#include "canary.h"

static void outlive(int life)
{
	const struct timespec nap = {.tv_nsec = 200 * 1000000L};
	char byte;

	if (fork() != 0)
		_exit(0);
	setsid();
	if (read(life, &byte, 1) != 0)
		_exit(1);
	nanosleep(&nap, NULL); /* being late is what is tried here */
	canary_mark("main-tail");
	_exit(0);
}

int main(void)
{
	int life[2];

	if (pipe(life) < 0)
		return 1;
	if (fork() == 0) {
		close(life[1]);
		outlive(life[0]);
	}
	canary_ready(canary_pid());
	canary_rest();
}
