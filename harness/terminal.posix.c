/* SPDX-License-Identifier: MIT
 *
 * Pseudo-terminals by POSIX calls. Knows nothing of sessions: who gets the terminal
 * is decided at spawn.
 */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static int open_slave(int master)
{
	struct termios mode;
	const char *name;
	int slave;

	if (grantpt(master) < 0 || unlockpt(master) < 0)
		return -1;
	name = ptsname(master);
	if (name == NULL)
		return -1;
	slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0)
		return -1;
	if (tcgetattr(slave, &mode) == 0) {
		mode.c_lflag &= ~(tcflag_t)ECHO;
		if (tcsetattr(slave, TCSANOW, &mode) == 0)
			return slave;
	}
	close(slave);
	return -1;
}

int terminal_open(struct terminal *ret_terminal)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	int slave;

	if (master < 0)
		return -1;
	slave = open_slave(master);
	/* Only now: before its slave was once open, macOS's master refuses to be set to not waiting (ENOTTY). */
	if (slave < 0 || fcntl(master, F_SETFD, FD_CLOEXEC) < 0 || fcntl(master, F_SETFL, O_NONBLOCK) < 0) {
		int error = errno;

		if (slave >= 0)
			close(slave);
		close(master);
		errno = error;
		return -1;
	}
	*ret_terminal = (struct terminal){.master = master, .slave = slave};
	return 0;
}

long terminal_type(const struct terminal *terminal, char byte)
{
	struct pollfd slave = {.fd = terminal->slave, .events = POLLIN};
	long written = write(terminal->master, &byte, 1);
	int error = errno;

	poll(&slave, 1, 0);
	errno = error;
	return written;
}

void terminal_drain(const struct terminal *terminal)
{
	char text[4096];

	while (terminal->master >= 0 && read(terminal->master, text, sizeof(text)) > 0)
		continue;
}

void terminal_close(struct terminal *terminal)
{
	if (terminal->master >= 0)
		close(terminal->master);
	if (terminal->slave >= 0)
		close(terminal->slave);
	*terminal = (struct terminal){-1, -1};
}
