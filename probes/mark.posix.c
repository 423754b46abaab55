/* SPDX-License-Identifier: MIT
 *
 * Marks on POSIX. Formats by itself, because snprintf is not async-signal-safe.
 */
#include "mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int journal = -1;

void mark_open(void)
{
	const char *number = getenv("LASTWORDS_JOURNAL");

	if (number == NULL) {
		fprintf(stderr, "probe: LASTWORDS_JOURNAL is not set: probes are started by lastwords\n");
		exit(2);
	}
	journal = atoi(number);
}

int mark_journal(void)
{
	return journal;
}

static char *put_number(char *out, unsigned long long number)
{
	char digits[24];
	size_t count = 0;

	do
		digits[count++] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	*out++ = ' ';
	while (count > 0)
		*out++ = digits[--count];
	return out;
}

void mark(const char *rung, int signal)
{
	struct timespec now;
	char line[128];
	size_t length = strlen(rung);
	char *out = line + length;
	ssize_t written;

	clock_gettime(CLOCK_MONOTONIC, &now);
	memcpy(line, rung, length);
	out = put_number(out, (unsigned long long)now.tv_sec * 1000000000 + (unsigned long long)now.tv_nsec);
	out = put_number(out, (unsigned long long)getpid());
	out = put_number(out, (unsigned long long)signal);
	*out++ = '\n';
	written = write(journal, line, (size_t)(out - line));
	(void)written; /* nobody is left to be told */
}
