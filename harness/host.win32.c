/* SPDX-License-Identifier: MIT
 *
 * The host: arguments, commands, reports. It never answers an event of its console but by staying.
 */
#include "host.win32.h"

#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "abandoned.win32.h"
#include "births.win32.h"
#include "port.h"

enum { EXIT_OK = 0, EXIT_WRONG = 2 };

void host_report_at(const struct host *host, const char *call, long long value, DWORD error)
{
	char line[96];
	DWORD written;
	int length = snprintf(line, sizeof(line), "%s %lld %lu %lld\n", call, value, (unsigned long)error,
			      (long long)clock_ns());

	WriteFile(host->report, line, (DWORD)length, &written, NULL);
}

long long host_report(const struct host *host, const char *call, long long value)
{
	DWORD error = value == 0 ? GetLastError() : 0;

	host_report_at(host, call, value, error);
	SetLastError(error);
	return value;
}

static BOOL WINAPI stay(DWORD event)
{
	(void)event;
	return TRUE;
}

/* One line without its end. Returns false at the end of the commands. */
static bool read_command(const struct host *host, char *line, size_t size)
{
	size_t length = 0;
	DWORD got;
	char byte;

	while (ReadFile(host->commands, &byte, 1, &got, NULL) && got == 1) {
		if (byte == '\n') {
			line[length] = '\0';
			return true;
		}
		if (length < size - 1)
			line[length++] = byte;
	}
	return false;
}

static BOOL close_job(struct host *host)
{
	HANDLE job = host->job;

	host->job = NULL;
	return CloseHandle(job);
}

static void obey(struct host *host, const char *line)
{
	unsigned long first, second;
	wchar_t hex[64];

	if (sscanf(line, "event %lu %lu", &first, &second) == 2)
		host_report(host, "GenerateConsoleCtrlEvent", GenerateConsoleCtrlEvent(first, second));
	else if (strcmp(line, "resume") == 0)
		host_report(host, "ResumeThread", ResumeThread(host->thread) != (DWORD)-1);
	else if (strncmp(line, "type ", 5) == 0)
		host_pty_type(host, win32_wide(line + 5, hex, ARRAYSIZE(hex)));
	else if (strcmp(line, "close-pty") == 0)
		host_pty_close(host);
	else if (sscanf(line, "terminate-job %lu", &first) == 1)
		host_report(host, "TerminateJobObject", TerminateJobObject(host->job, first));
	else if (strcmp(line, "close-job") == 0)
		host_report(host, "CloseHandle", close_job(host));
	else
		host_report_at(host, "unknown-command", 0, ERROR_INVALID_PARAMETER);
	host_report_at(host, "done", 0, 0);
}

static HANDLE handle_of(const wchar_t *text)
{
	return (HANDLE)(uintptr_t)_wcstoui64(text, NULL, 10);
}

static int be_host(wchar_t **argv)
{
	struct host host = {
		.commands = handle_of(argv[1]),
		.report = handle_of(argv[2]),
		.flags = wcstoul(argv[3], NULL, 0),
		.show = (WORD)wcstoul(argv[4], NULL, 0),
		.options = wcstoul(argv[5], NULL, 0),
		.input = handle_of(argv[6]),
		.job_name = argv[7],
		.command_line = argv[8],
	};
	char line[80];

	/* What was inherited for us alone must not go on to the probe. */
	SetHandleInformation(host.commands, HANDLE_FLAG_INHERIT, 0);
	SetHandleInformation(host.report, HANDLE_FLAG_INHERIT, 0);
	/* The probe inherits whether Ctrl+C is ignored: here it is not, whoever started us (PEB, ConsoleFlags;
	 * learn.microsoft.com/windows/console/setconsolectrlhandler). */
	SetConsoleCtrlHandler(NULL, FALSE);
	SetConsoleCtrlHandler(stay, TRUE);
	host_launch(&host);
	while (read_command(&host, line, sizeof(line)))
		obey(&host, line);
	/* Our end is the end of its last handle. */
	if (host.job != NULL)
		births_wait(host.job);
	return EXIT_OK;
}

static int be_janitor(wchar_t **argv)
{
	HANDLE job = handle_of(argv[3]);

	WaitForSingleObject(handle_of(argv[2]), INFINITE);
	if (job != NULL) {
		births_end(job);
		TerminateJobObject(job, 1);
	}
	abandoned_remove(argv[4]);
	return EXIT_OK;
}

int main(void)
{
	int argc;
	wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);

	if (argv != NULL && argc == 5 && wcscmp(argv[1], L"janitor") == 0)
		return be_janitor(argv);
	if (argv != NULL && argc == 9)
		return be_host(argv);
	fprintf(stderr, "lastwords-host is started by lastwords; see host.win32.h\n");
	return EXIT_WRONG;
}
