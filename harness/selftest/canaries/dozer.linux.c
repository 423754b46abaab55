/* SPDX-License-Identifier: MIT
 *
 * Hears SIGTERM, sleeps in a call that ends by itself, and marks when it wakes up: while it sleeps everything
 * looks as if it were over.
 */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>
#include "canary.h"

enum { NAP_MS = 200 };
static const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};

static void wait_for_condition(void)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t never = PTHREAD_COND_INITIALIZER;
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += nap.tv_nsec;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&mutex);
	while (pthread_cond_timedwait(&never, &mutex, &until) == 0)
		continue;
	pthread_mutex_unlock(&mutex);
}

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

static void doze(char **argv)
{
	sigset_t none;

	sigemptyset(&none);
	if (canary_asked(argv, "none"))
		nanosleep(&nap, NULL);
	else if (canary_asked(argv, "ignore"))
		poll(NULL, 0, NAP_MS);
	else if (canary_asked(argv, "handler-flag"))
		pselect(0, NULL, NULL, NULL, &nap, NULL);
	else if (canary_asked(argv, "handler-exit"))
		epoll_wait(epoll_create1(0), &(struct epoll_event){0}, 1, NAP_MS);
	else if (canary_asked(argv, "handler-_exit"))
		sigtimedwait(&none, NULL, &nap);
	else if (canary_asked(argv, "handler-return"))
		wait_for_condition();
	else
		wait_for_timer();
}

int main(int argc, char **argv)
{
	sigset_t term;
	int number;

	(void)argc;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	canary_ready(getpid());
	sigwait(&term, &number);
	doze(argv);
	canary_mark("main-tail");
	return 0;
}
