/* SPDX-License-Identifier: MIT
 *
 * Responders made of handlers, and of a thread in sigwait.
 */
#include "responder.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "mark.h"
#include "quick.h"
#include "rung.h"

enum { EXIT_HANDLER = 3, EXIT_UNDERSCORE = 5, EXIT_QUICK = 6 };

const int stop_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGTERM, SIGPIPE, SIGXCPU};
const size_t stop_signals_count = countof(stop_signals);

volatile sig_atomic_t responder_done;
int responder_wake = -1;
sigset_t responder_waiting;

static int hold = -1;
static long slow_ms;
static pthread_t waiter;
static int waiter_pipe[2];
static bool responder_woken; /* the thread has its signal and ends */

void responder_entered(int signal)
{
	char byte;
	ssize_t got;

	mark("handler-entered", signal);
	if (hold < 0)
		return;
	do
		got = read(hold, &byte, 1);
	while (got > 0 || (got < 0 && errno == EINTR)); /* until end of file: whoever holds us lets go */
}

static void on_flag(int signal)
{
	responder_entered(signal);
	responder_done = 1;
	mark("handler-left", signal);
}

static void on_return(int signal)
{
	responder_entered(signal);
	mark("handler-left", signal);
}

static void on_exit_(int signal)
{
	responder_entered(signal);
	exit(EXIT_HANDLER);
}

static void on__exit(int signal)
{
	responder_entered(signal);
	_exit(EXIT_UNDERSCORE);
}

static void on_quick_exit(int signal)
{
	responder_entered(signal);
	quick_leave(EXIT_QUICK);
}

/* Dies of the signal it cleaned up for, so that its parent sees the truth. Only process 1 of a
 * namespace gets past raise: for it the default action is to do nothing. */
static void on_reraise(int number)
{
	sigset_t one;

	responder_entered(number);
	rung_remove_temp();
	signal(number, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, number);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	raise(number);
	mark("handler-left", number);
}

/* The pause is what is tested here: a handler that takes its time. */
static void on_slow(int signal)
{
	struct timespec left = {.tv_sec = slow_ms / 1000, .tv_nsec = slow_ms % 1000 * 1000000};

	responder_entered(signal);
	while (nanosleep(&left, &left) < 0 && errno == EINTR)
		continue;
	responder_done = 1;
	mark("handler-left", signal);
}

static void ignore_all(void)
{
	for (size_t i = 0; i < stop_signals_count; i++)
		signal(stop_signals[i], SIG_IGN);
}

void responder_block(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaddset(&stop, stop_signals[i]);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	/* ... and stay blocked while main waits. */
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaddset(&responder_waiting, stop_signals[i]);
}

static void *wait_for_signal(void *unused)
{
	sigset_t stop;
	int signal = 0;
	ssize_t written;

	sigemptyset(&stop);
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaddset(&stop, stop_signals[i]);
	rung_set_key();
	pthread_cleanup_push(rung_on_cleanup, NULL);
	while (sigwait(&stop, &signal) != 0)
		continue;
	responder_entered(signal);
	mark("handler-left", signal);
	written = write(waiter_pipe[1], "", 1);
	(void)written;
	pthread_exit(unused);
	pthread_cleanup_pop(0);
}

static void sigwait_install(void)
{
	responder_block();
	if (pipe(waiter_pipe) < 0 || pthread_create(&waiter, NULL, wait_for_signal, NULL) != 0) {
		perror("probe: pthread_create");
		exit(2);
	}
	responder_wake = waiter_pipe[0];
}

static void sigwait_on_wake(void)
{
	responder_woken = true;
	responder_done = 1;
}

static void sigwait_finish(void)
{
	if (responder_woken)
		pthread_join(waiter, NULL);
}

const struct response responders[RESPONDER_MAX] = {
	[RESPONDER_IGNORE] = {.install = ignore_all},
	[RESPONDER_HANDLER_FLAG] = {.handler = on_flag},
	[RESPONDER_HANDLER_EXIT] = {.handler = on_exit_},
	[RESPONDER_HANDLER__EXIT] = {.handler = on__exit},
	[RESPONDER_HANDLER_QUICK_EXIT] = {.handler = on_quick_exit},
	[RESPONDER_HANDLER_RETURN] = {.handler = on_return},
	[RESPONDER_HANDLER_RERAISE] = {.handler = on_reraise},
	[RESPONDER_HANDLER_SLOW] = {.handler = on_slow},
	[RESPONDER_SIGWAIT_THREAD] = {.install = sigwait_install, .on_wake = sigwait_on_wake, .finish = sigwait_finish},
	[RESPONDER_EOF_READER] = {.reads = true},
};

/* No SA_RESTART: a handled signal shall end main's wait. Outside of that wait the stop signals are
 * blocked, so that none can fall between the look at the flag and the wait. */
static void install_handler(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};
	sigset_t stop;

	sigemptyset(&stop);
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaddset(&stop, stop_signals[i]);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaction(stop_signals[i], &action, NULL);
}

/* NULL when there is none. */
static const struct response *find(size_t id)
{
	bool exists = id == RESPONDER_NONE || responders[id].handler != NULL || responders[id].install != NULL ||
		      responders[id].reads;

	return exists ? &responders[id] : responder_of_system(id);
}

const struct response *responder_install(const char *name, long slow)
{
	size_t id = axis_find(AXIS_RESPONDER, name);
	const struct response *response = id == 0 ? NULL : find(id);
	const char *held = getenv("LASTWORDS_HOLD");

	if (response == NULL) {
		fprintf(stderr, "probe: no responder %s here\n", name);
		exit(2);
	}
	slow_ms = slow;
	hold = held == NULL ? -1 : atoi(held);
	sigprocmask(SIG_SETMASK, NULL, &responder_waiting);
	if (response->handler != NULL)
		install_handler(response->handler);
	if (response->install != NULL)
		response->install();
	return response;
}
