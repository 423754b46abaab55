/* SPDX-License-Identifier: MIT
 *
 * Leaves things on the stage that are not easily swept: a directory in a directory, (responder `ignore`) no lock
 * file where one was, or (handler-exit) a full terminal. The cell after that (handler-return) only writes a line
 * to its terminal before it is ready.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "canary.h"

static const char line[64] = "so much to say\n";

static int fill_terminal(void)
{
	fcntl(STDOUT_FILENO, F_SETFL, O_RDWR | O_NONBLOCK);
	while (write(STDOUT_FILENO, line, sizeof(line)) > 0)
		continue;
	return fcntl(STDOUT_FILENO, F_SETFL, O_RDWR);
}

static int litter(char **argv)
{
	if (canary_asked(argv, "none"))
		return mkdir("a", 0755) + mkdir("a/b", 0755);
	if (canary_asked(argv, "ignore"))
		return unlink("lock");
	if (canary_asked(argv, "handler-exit"))
		return fill_terminal();
	return write(STDOUT_FILENO, line, sizeof(line)) == sizeof(line) ? 0 : -1;
}

int main(int argc, char **argv)
{
	(void)argc;
	if (litter(argv) != 0)
		return 1;
	canary_ready(canary_pid());
	canary_rest();
}
