/* SPDX-License-Identifier: MIT
 *
 * windowless: gives up its controlling terminal by itself, as a program that wants no window would.
 */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "probe.h"

int main(int argc, char **argv)
{
	int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);

	/* A session leader would take the terminal from everybody (tty_ioctl(4)): not our business. */
	if (terminal >= 0 && getsid(0) != getpid())
		ioctl(terminal, TIOCNOTTY);
	if (terminal >= 0)
		close(terminal);
	probe_silence();
	return probe_main(argc, argv);
}
