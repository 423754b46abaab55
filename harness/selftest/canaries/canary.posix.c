/* SPDX-License-Identifier: MIT
 *
 * The protocol by its two well-known descriptors. Must not use mark.c of the probes: what is tested here is
 * that the harness does not depend on it.
 */
#include "canary.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { JOURNAL_FD = 3, READY_FD = 4 };

bool canary_asked(char **argv, const char *responder)
{
	return argv[1] != NULL && strcmp(argv[1], responder) == 0;
}

long long canary_pid(void)
{
	return getpid();
}

static void put(int fd, const char *bytes, size_t length)
{
	if (write(fd, bytes, length) != (ssize_t)length)
		_exit(9);
}

void canary_say(const char *bytes, size_t length)
{
	put(READY_FD, bytes, length);
}

void canary_said(void)
{
	/* The harness reads as it comes. */
}

void canary_ready(long long pid)
{
	char line[32];

	put(READY_FD, line, (size_t)snprintf(line, sizeof(line), "ready %lld\n", pid));
	close(READY_FD);
}

void canary_insist(bool clean, const char *what)
{
	char line[48];

	if (!clean)
		canary_write(line, (size_t)snprintf(line, sizeof(line), "unclean: %.32s\n", what));
}

void canary_write(const char *bytes, size_t length)
{
	put(JOURNAL_FD, bytes, length);
}

void canary_mark(const char *rung)
{
	struct timespec now;
	char line[96];

	clock_gettime(CLOCK_MONOTONIC, &now);
	put(JOURNAL_FD, line,
	    (size_t)snprintf(line, sizeof(line), "%s %lld %d 0\n", rung,
			     (long long)now.tv_sec * 1000000000 + now.tv_nsec, (int)getpid()));
}

void canary_on_stop(void (*handler)(int number))
{
	struct sigaction action = {.sa_handler = handler};

	sigaction(SIGTERM, &action, NULL);
}

void canary_await_stop(void)
{
	sigset_t term;
	int number;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	canary_ready(canary_pid());
	sigwait(&term, &number);
}

_Noreturn void canary_rest(void)
{
	for (;;)
		pause();
}
