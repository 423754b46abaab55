/* SPDX-License-Identifier: MIT
 *
 * Leaves things on the stage that are not easily swept: directories in directories, or (responder `ignore`) no
 * lock file where one was, or (handler-exit) a full terminal.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "canary.h"

static void fill_terminal(void)
{
	static const char line[64] = "so much to say\n";

	fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
	while (write(STDOUT_FILENO, line, sizeof(line)) > 0)
		continue;
	fcntl(STDOUT_FILENO, F_SETFL, 0);
}

int main(int argc, char **argv)
{
	int failed = 0;

	(void)argc;
	if (canary_asked(argv, "none"))
		failed = mkdir("a", 0755) < 0 || mkdir("a/b", 0755) < 0;
	else if (canary_asked(argv, "ignore"))
		failed = unlink("lock") < 0;
	else
		fill_terminal();
	if (failed != 0)
		return 1;
	canary_ready(getpid());
	canary_rest();
}
