/* SPDX-License-Identifier: MIT
 *
 * Hears SIGTERM, sleeps in a call that ends by itself, and marks when it wakes up: while it sleeps everything
 * looks as if it were over.
 */
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include "canary.h"

enum { NAP_MS = 200 };
static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};

static void wait_for_timer(void)
{
	const struct itimerspec once = {.it_value = nap};
	timer_t timer;
	sigset_t alarm;
	int number;

	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigprocmask(SIG_BLOCK, &alarm, NULL);
	timer_create(CLOCK_MONOTONIC, NULL, &timer);
	timer_settime(timer, 0, &once, NULL);
	sigwait(&alarm, &number);
}

int main(int argc, char **argv)
{
	struct epoll_event event;
	sigset_t none;

	(void)argc;
	sigemptyset(&none);
	canary_await_stop();
	if (canary_asked(argv, "none"))
		nanosleep(&nap, NULL);
	else if (canary_asked(argv, "ignore"))
		poll(NULL, 0, NAP_MS);
	else if (canary_asked(argv, "handler-flag"))
		pselect(0, NULL, NULL, NULL, &nap, NULL);
	else if (canary_asked(argv, "handler-exit"))
		epoll_wait(epoll_create1(0), &event, 1, NAP_MS);
	else if (canary_asked(argv, "handler-_exit"))
		sigtimedwait(&none, NULL, &nap);
	else
		wait_for_timer();
	canary_mark("main-tail");
	return 0;
}
