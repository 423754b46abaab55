/* SPDX-License-Identifier: MIT
 *
 * new-console: gives itself a terminal. The process that was started keeps the pty's master, as a
 * terminal emulator does; the probe runs in its child, which leads the session on the slave.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "probe.h"

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

static int run_inside(const char *slave_name, int argc, char **argv)
{
	int slave;

	setsid();
	slave = open(slave_name, O_RDWR | O_NOCTTY);
	if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) < 0)
		fail("new-console: terminal");
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(slave, fd);
	if (slave > STDERR_FILENO)
		close(slave);
	return probe_main(argc, argv);
}

int main(int argc, char **argv)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	pid_t child;

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		fail("new-console: posix_openpt");
	child = fork();
	if (child < 0)
		fail("new-console: fork");
	if (child == 0) {
		const char *name = ptsname(master);

		close(master);
		return run_inside(name, argc, argv);
	}
	probe_stand_in(child);
}
