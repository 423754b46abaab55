/* SPDX-License-Identifier: MIT
 *
 * The main loop of the probes on POSIX.
 */
#include "work.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

void work_ready(void)
{
	const char *number = getenv("LASTWORDS_READY");
	char line[32];
	int length = snprintf(line, sizeof(line), "ready %ld\n", (long)getpid());

	if (number == NULL || write(atoi(number), line, (size_t)length) != length) {
		perror("probe: ready");
		exit(2);
	}
	close(atoi(number));
}

static bool read_on(void)
{
	char bytes[64];
	ssize_t got = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (got == 0 || (got < 0 && errno != EINTR))
		responder_done = 1;
	return true;
}

/* One byte in, one byte out, with the signals open: SIGPIPE strikes inside write. */
static bool copy_byte(void)
{
	sigset_t own;
	char byte;
	ssize_t got = read(STDIN_FILENO, &byte, 1);

	if (got == 1) {
		sigprocmask(SIG_SETMASK, &responder_waiting, &own);
		got = write(STDOUT_FILENO, &byte, 1) < 0 ? 1 : got; /* a broken pipe is no reason to stop */
		sigprocmask(SIG_SETMASK, &own, NULL);
	}
	return got == 1 || (got < 0 && errno == EINTR);
}

static void spin(void)
{
	volatile unsigned long turns = 0;

	sigprocmask(SIG_SETMASK, &responder_waiting, NULL);
	while (!responder_done)
		turns = turns + 1;
}

static void wait_with(bool (*on_input)(void), const struct response *response)
{
	bool input = on_input != NULL;

	while (!responder_done) {
		fd_set readable;

		FD_ZERO(&readable);
		if (input)
			FD_SET(STDIN_FILENO, &readable);
		if (responder_wake >= 0)
			FD_SET(responder_wake, &readable);
		/* Not ppoll, which macOS lacks. */
		if (pselect((responder_wake > STDIN_FILENO ? responder_wake : STDIN_FILENO) + 1, &readable, NULL, NULL,
			    NULL, &responder_waiting) < 0)
			continue; /* a handler ran */
		if (responder_wake >= 0 && FD_ISSET(responder_wake, &readable))
			response->on_wake();
		if (input && FD_ISSET(STDIN_FILENO, &readable))
			input = on_input();
	}
}

void work_run(const char *name, const struct response *response)
{
	if (response->reads || strcmp(name, "read") == 0)
		wait_with(read_on, response);
	else if (strcmp(name, "write") == 0)
		wait_with(copy_byte, response);
	else if (strcmp(name, "wait") == 0)
		wait_with(NULL, response);
	else if (strcmp(name, "spin") == 0)
		spin();
	else {
		fprintf(stderr, "probe: no work %s: wait, read, write or spin\n", name);
		exit(2);
	}
}
