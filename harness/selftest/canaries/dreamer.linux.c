/* SPDX-License-Identifier: MIT
 *
 * As the dozer, asleep in calls of which /proc/PID/syscall does not say that they end by themselves.
 */
#include <signal.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include "canary.h"

enum { NAP_MS = 200 };
static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
static const struct itimerval nap_once = {.it_value.tv_usec = NAP_MS * 1000L};

static void wake(int number)
{
	(void)number;
}

static int dream_of_alarm(void)
{
	const struct sigaction action = {.sa_handler = wake};

	return sigaction(SIGALRM, &action, NULL) + setitimer(ITIMER_REAL, &nap_once, NULL) + pause();
}

static int dream_of_timerfd(void)
{
	const struct itimerspec once = {.it_value = nap};
	int timer = timerfd_create(CLOCK_MONOTONIC, 0);
	char ticks[8];

	return timerfd_settime(timer, 0, &once, NULL) + (int)read(timer, ticks, sizeof(ticks));
}

int main(int argc, char **argv)
{
	struct epoll_event event;
	int dreamt;

	(void)argc;
	canary_await_stop();
	if (canary_asked(argv, "none"))
		dreamt = dream_of_alarm();
	else if (canary_asked(argv, "ignore"))
		dreamt = dream_of_timerfd();
	else
		/* musl has no function for it. */
		dreamt = (int)syscall(SYS_epoll_pwait2, epoll_create1(0), &event, 1, &nap, NULL, 0);
	canary_mark(dreamt < 9 ? "main-tail" : "finally");
	return 0;
}
