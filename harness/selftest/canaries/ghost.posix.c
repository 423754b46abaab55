/* SPDX-License-Identifier: MIT
 *
 * Is dead before it is ready: a child says the word for it when it is gone. Every delivery comes too late.
 */
#include <unistd.h>
#include "canary.h"

int main(void)
{
	pid_t self = getpid();
	int life[2];
	char byte;

	if (pipe(life) < 0)
		return 1;
	if (fork() != 0)
		return 0;
	close(life[1]);
	/* End of file comes before the parent can be waited for; a new parent comes after it. */
	if (read(life[0], &byte, 1) != 0)
		return 1;
	while (getppid() == self)
		continue;
	canary_ready(self);
	return 0;
}
