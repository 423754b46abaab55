/* SPDX-License-Identifier: MIT
 *
 * The pipe on which our small programs (host, sender) say which calls they made and what these returned: lines of
 * "call value error ns". Reading has a limit, because who should write may be dead or stuck.
 */
#ifndef LASTWORDS_REPORT_WIN32_H
#define LASTWORDS_REPORT_WIN32_H

#include "win32.h"

enum { REPORT_BUFFER = 1024 };

struct report {
	HANDLE read;
	HANDLE write; /* inheritable; closed with report_started once the writer has it */
	HANDLE arrived;
	HANDLE writer; /* the process, borrowed: its end is the end of the report, whoever else has the handle */
	OVERLAPPED pending;
	bool waiting; /* a read is under way */
	bool ended;
	char buffer[REPORT_BUFFER];
	size_t filled;
};

struct report_line {
	char call[32];
	long long value;
	DWORD error;
	int64_t ns; /* of the clock of clock_ns() */
};

/* report_open - make the pipe. Returns 0, or -1 with GetLastError(). */
int report_open(struct report *report);

/* report_started - the writer runs: only its end counts from now on. The handle is borrowed; NULL where it was not
 * started after all. */
void report_started(struct report *report, HANDLE writer);

/* report_next - the next line, waiting until a time of clock_ns() at most. Returns 1, 0 when the writer has closed
 * its end, -1 when the time is up, -2 for a line that is none. */
int report_next(struct report *report, int64_t until_ns, struct report_line *ret_line);

void report_close(struct report *report);

#endif
