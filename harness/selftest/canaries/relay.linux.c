/* SPDX-License-Identifier: MIT
 *
 * Forks on and on, each process replaced by its child, and the last one marks: nobody is there long enough to
 * be looked at. With the responder `ignore` all of it happens below a parent that sleeps and whose children
 * vanish without having been waited for.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "canary.h"

enum { RUNNERS = 200 };

static void run_relay(void)
{
	for (int i = 0; i < RUNNERS; i++) {
		pid_t next = fork();

		if (next != 0)
			_exit(next < 0);
	}
	canary_mark("main-tail");
	_exit(0);
}

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "ignore")) {
		signal(SIGCHLD, SIG_IGN);
		prctl(PR_SET_CHILD_SUBREAPER, 1);
	}
	canary_await_stop();
	if (!canary_asked(argv, "ignore") || fork() == 0)
		run_relay();
	canary_rest();
}
