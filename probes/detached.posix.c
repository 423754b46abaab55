/* SPDX-License-Identifier: MIT
 *
 * detached: makes itself a daemon the classical way (daemon(7), SysV): fork, setsid, fork, silence. Stays in
 * its directory, which is the stage.
 */
#include <stdio.h>
#include <unistd.h>
#include "probe.h"

static void let_parent_go(void)
{
	pid_t pid = fork();

	if (pid < 0)
		perror("detached: fork");
	if (pid != 0)
		_exit(pid < 0 ? 2 : 0);
}

int main(int argc, char **argv)
{
	let_parent_go();
	setsid();
	let_parent_go();
	probe_silence();
	return probe_main(argc, argv);
}
