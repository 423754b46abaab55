/* SPDX-License-Identifier: MIT
 *
 * lastwords-sender: reads its arguments, runs one verb, writes the report. Knows no verb.
 */
#include "sender.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static HANDLE report;

long long sender_now(void)
{
	LARGE_INTEGER ticks, frequency;

	QueryPerformanceFrequency(&frequency);
	QueryPerformanceCounter(&ticks);
	return ticks.QuadPart / frequency.QuadPart * 1000000000 +
	       ticks.QuadPart % frequency.QuadPart * 1000000000 / frequency.QuadPart;
}

void sender_report_at(const char *call, long long value, DWORD error, long long ns)
{
	char line[128];
	DWORD written;
	int length = snprintf(line, sizeof(line), "%s %lld %lu %lld\n", call, value, error, ns);

	WriteFile(report, line, (DWORD)length, &written, NULL);
}

long long sender_report(const char *call, long long value)
{
	DWORD error = value == 0 ? GetLastError() : 0;

	sender_report_at(call, value, error, sender_now());
	return value;
}

static int read_number(const char *text, unsigned long long most, unsigned long long *ret_number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return -1;
	errno = 0;
	*ret_number = strtoull(text, &end, 10);
	return *end == '\0' && errno == 0 && *ret_number <= most ? 0 : -1;
}

static const struct sender_row *find_row(const char *name)
{
	for (size_t i = 0; i < sender_rows_count; i++)
		if (strcmp(sender_rows[i].name, name) == 0)
			return &sender_rows[i];
	return NULL;
}

int main(int argc, char **argv)
{
	const struct sender_row *row = argc < 3 ? NULL : find_row(argv[2]);
	DWORD arguments[SENDER_ARGUMENTS] = {0};
	unsigned long long number;

	if (row == NULL || argc - 3 < row->least || argc - 3 > row->most)
		return SENDER_USAGE;
	for (int i = 3; i < argc; i++) {
		if (read_number(argv[i], MAXDWORD, &number) < 0)
			return SENDER_USAGE;
		arguments[i - 3] = (DWORD)number;
	}
	if (read_number(argv[1], UINTPTR_MAX, &number) < 0)
		return SENDER_USAGE;
	report = (HANDLE)(uintptr_t)number;
	if (GetFileType(report) == FILE_TYPE_UNKNOWN)
		return SENDER_USAGE;
	return (int)row->run(arguments);
}
