/* SPDX-License-Identifier: MIT
 *
 * As the dozer, but of a kind that /proc tells nothing of to anybody without privileges.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>
#include "canary.h"

int main(void)
{
	const struct timespec nap = {.tv_nsec = 200 * 1000000L};
	sigset_t term;
	int number;

	prctl(PR_SET_DUMPABLE, 0);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	canary_ready(getpid());
	sigwait(&term, &number);
	nanosleep(&nap, NULL); /* being late is what is tried here */
	canary_mark("main-tail");
	return 0;
}
