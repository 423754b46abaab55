/* SPDX-License-Identifier: MIT
 *
 * As the dozer, but of a kind that /proc tells nothing of to anybody without privileges.
 */
#include <sys/prctl.h>
#include <time.h>
#include "canary.h"

int main(void)
{
	const struct timespec nap = {.tv_nsec = 200 * 1000000L};

	prctl(PR_SET_DUMPABLE, 0);
	canary_await_stop();
	nanosleep(&nap, NULL); /* being late is what is tried here */
	canary_mark("main-tail");
	return 0;
}
