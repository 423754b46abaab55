/* SPDX-License-Identifier: MIT
 *
 * Marks on POSIX.
 */
#include "mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "mark_line.h"

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

void mark(const char *rung, int signal)
{
	struct timespec now;
	char line[MARK_LINE];
	ssize_t written;
	size_t length;

	clock_gettime(CLOCK_MONOTONIC, &now);
	length = mark_line(line, rung, (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec, (uint64_t)getpid(),
			   (unsigned)signal);
	written = write(journal, line, length);
	(void)written; /* nobody is left to be told */
}
