/* SPDX-License-Identifier: MIT
 *
 * Lets a child get ready in its place and waits: what was started is not what is observed.
 */
#include <sys/wait.h>
#include <unistd.h>
#include "canary.h"

int main(void)
{
	pid_t child = fork();

	if (child == 0) {
		canary_ready(canary_pid());
		canary_rest();
	}
	waitpid(child, NULL, 0);
	return 0;
}
