/* SPDX-License-Identifier: MIT
 *
 * Reports through a named pipe, because anonymous ones cannot be read with a limit
 * (learn.microsoft.com/windows/win32/ipc/anonymous-pipe-operations). Its name is unique in this process, and only
 * one client can ever open it.
 */
#include "report.win32.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

int report_open(struct report *report)
{
	static atomic_uint serial;
	SECURITY_ATTRIBUTES inherit = {.nLength = sizeof(inherit), .bInheritHandle = TRUE};
	wchar_t name[80];

	*report = (struct report){0};
	win32_format(name, ARRAYSIZE(name), L"\\\\.\\pipe\\lastwords-%lu-%u", (unsigned long)GetCurrentProcessId(),
		     atomic_fetch_add(&serial, 1));
	report->arrived = CreateEventW(NULL, TRUE, FALSE, NULL);
	report->read =
		CreateNamedPipeW(name, PIPE_ACCESS_INBOUND | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
				 PIPE_TYPE_BYTE | PIPE_WAIT, 1, 4096, 4096, 0, NULL);
	if (report->arrived == NULL || report->read == INVALID_HANDLE_VALUE)
		return -1;
	report->write = CreateFileW(name, GENERIC_WRITE, 0, &inherit, OPEN_EXISTING, 0, NULL);
	return report->write == INVALID_HANDLE_VALUE ? -1 : 0;
}

void report_started(struct report *report, HANDLE writer)
{
	report->writer = writer;
	win32_close(&report->write);
}

/* More bytes into the buffer. As report_next. */
static int receive(struct report *report, int64_t until_ns)
{
	HANDLE either[] = {report->arrived, report->writer};
	DWORD got = 0, woken;

	if (report->ended || report->filled == sizeof(report->buffer))
		return report->ended ? 0 : -2;
	if (!report->waiting) {
		report->pending = (OVERLAPPED){.hEvent = report->arrived};
		report->waiting = true;
		if (!ReadFile(report->read, report->buffer + report->filled,
			      (DWORD)(sizeof(report->buffer) - report->filled), NULL, &report->pending) &&
		    GetLastError() != ERROR_IO_PENDING) {
			report->waiting = false;
			report->ended = true;
			return 0;
		}
	}
	/* The handle may live on in a process that the writer left, as conhost.exe is under Wine 10. */
	woken = WaitForMultipleObjects(report->writer == NULL ? 1 : 2, either, FALSE, win32_left_ms(until_ns));
	if (woken == WAIT_OBJECT_0 + 1 && WaitForSingleObject(report->arrived, 0) != WAIT_OBJECT_0) {
		report->ended = true;
		return 0;
	}
	if (woken != WAIT_OBJECT_0 && woken != WAIT_OBJECT_0 + 1)
		return -1;
	report->waiting = false;
	if (!GetOverlappedResult(report->read, &report->pending, &got, FALSE) || got == 0) {
		report->ended = true;
		return 0;
	}
	report->filled += got;
	return 1;
}

int report_next(struct report *report, int64_t until_ns, struct report_line *ret_line)
{
	char *end;
	unsigned long error;
	long long ns;
	int parsed;

	while ((end = memchr(report->buffer, '\n', report->filled)) == NULL) {
		int ret = receive(report, until_ns);

		if (ret <= 0)
			return ret;
	}
	*end++ = '\0';
	parsed = sscanf(report->buffer, "%31s %lld %lu %lld", ret_line->call, &ret_line->value, &error, &ns);
	ret_line->error = (DWORD)error;
	ret_line->ns = ns;
	report->filled -= (size_t)(end - report->buffer);
	memmove(report->buffer, end, report->filled);
	return parsed == 4 ? 1 : -2;
}

void report_close(struct report *report)
{
	DWORD got;

	if (report->waiting) {
		CancelIoEx(report->read, &report->pending);
		GetOverlappedResult(report->read, &report->pending, &got, TRUE);
	}
	win32_close(&report->write);
	win32_close(&report->read);
	win32_close(&report->arrived);
}
