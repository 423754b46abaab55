/* SPDX-License-Identifier: MIT
 *
 * As the dozer, asleep in calls of which /proc does not say that they end by themselves.
 */
#include <mqueue.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "canary.h"

enum { NAP_MS = 200 };
static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};

static void dream(char **argv)
{
	const struct itimerval alarm = {.it_value.tv_usec = NAP_MS * 1000};
	const struct itimerspec once = {.it_value = nap};
	uint64_t ticks = 0;
	int pair[2];

	if (canary_asked(argv, "none")) {
		setitimer(ITIMER_REAL, &alarm, NULL);
		pause();
	} else if (canary_asked(argv, "ignore")) {
		int timer = timerfd_create(CLOCK_MONOTONIC, 0);

		timerfd_settime(timer, 0, &once, NULL);
		if (read(timer, &ticks, sizeof(ticks)) < 0)
			_exit(9);
	} else if (canary_asked(argv, "handler-flag")) {
		socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
		setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &alarm.it_value, sizeof(alarm.it_value));
		recv(pair[0], &ticks, 1, 0);
	} else {
		epoll_pwait2(epoll_create1(0), &(struct epoll_event){0}, 1, &nap, NULL);
	}
}

static void wake(int number)
{
	(void)number;
}

int main(int argc, char **argv)
{
	const struct sigaction action = {.sa_handler = wake};
	sigset_t term;
	int number;

	(void)argc;
	sigaction(SIGALRM, &action, NULL);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	canary_ready(getpid());
	sigwait(&term, &number);
	dream(argv);
	canary_mark("main-tail");
	return 0;
}
