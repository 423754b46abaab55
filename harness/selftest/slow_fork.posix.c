/* SPDX-License-Identifier: MIT
 *
 * Preloaded into lastwords by a self-test: after a fork(2), the side that SLOW_FORK names ("parent" or "child")
 * is held up. Which of the two is first is the scheduler's choice, and a program that minds is seldom caught.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

pid_t fork(void)
{
	const struct timespec pause = {.tv_nsec = 20 * 1000000L};
	const char *slow = getenv("SLOW_FORK");
	pid_t (*next)(void);
	void *symbol = dlsym(RTLD_NEXT, "fork");
	pid_t pid;

	memcpy(&next, &symbol, sizeof(next)); /* ISO C knows no way from void * to a function */
	pid = next();
	if (slow != NULL && strcmp(slow, pid == 0 ? "child" : "parent") == 0)
		nanosleep(&pause, NULL);
	return pid;
}
