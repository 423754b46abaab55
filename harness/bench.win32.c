/* SPDX-License-Identifier: MIT
 *
 * lastwords bench on Windows: cells a second of a full run, observed, recorded and judged, beside the floor: a bare
 * loop of CreateProcess and TerminateProcess of the probe `bare`, with as many in flight, in the same run. A cell is
 * several processes and one or two consoles, so the floor is what one of them costs. Shown, never asserted.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "abandoned.win32.h"
#include "child.win32.h"
#include "commands.h"
#include "paths.h"
#include "paths.win32.h"
#include "port.h"
#include "program.win32.h"
#include "record.h"

enum { FLOOR_PROCESSES = 100, THREADS_MAX = 64, COMMAND_SIZE = 4096 };

struct bench {
	wchar_t directory[WIN32_PATH];
	wchar_t probe[WIN32_PATH + 16];
	wchar_t record[WIN32_PATH];
	unsigned jobs;
	const struct options *options;
};

static DWORD WINAPI floor_thread(void *context)
{
	const struct bench *bench = context;

	for (unsigned i = 0; i < FLOOR_PROCESSES; i++) {
		struct child child = {.command = bench->probe, .flags = DETACHED_PROCESS};

		if (child_start(&child) < 0 || !TerminateProcess(child.process, 0))
			return 1;
		WaitForSingleObject(child.process, INFINITE);
		win32_close(&child.process);
	}
	return 0;
}

/* Processes a second, 0 when it failed. */
static double measure_floor(struct bench *bench)
{
	HANDLE threads[THREADS_MAX];
	int64_t began = clock_ns();
	DWORD code, failed = 0;

	for (unsigned i = 0; i < bench->jobs; i++)
		threads[i] = CreateThread(NULL, 0, floor_thread, bench, 0, NULL);
	for (unsigned i = 0; i < bench->jobs; i++) {
		WaitForSingleObject(threads[i], INFINITE);
		failed |= !GetExitCodeThread(threads[i], &code) || code != 0;
		win32_close(&threads[i]);
	}
	return failed != 0 ? 0 : bench->jobs * (double)FLOOR_PROCESSES * 1e9 / (double)(clock_ns() - began);
}

struct total {
	double cells;
	double ns;
};

static int take_end(void *context, json_t *line, unsigned long number)
{
	struct total *total = context;
	const char *type = json_string_value(json_object_get(line, "type"));

	(void)number;
	if (type != NULL && strcmp(type, "end") == 0) {
		total->cells = (double)json_integer_value(json_object_get(line, "cells"));
		total->ns = (double)json_integer_value(json_object_get(line, "ns"));
	}
	return 0;
}

static void run_command(const struct bench *bench, wchar_t *command)
{
	wchar_t text[WIN32_PATH];

	command[0] = L'\0';
	GetModuleFileNameW(NULL, text, ARRAYSIZE(text));
	program_quote(command, COMMAND_SIZE, text);
	program_quote(command, COMMAND_SIZE, L"run");
	for (size_t i = 0; i < bench->options->arguments_count; i++)
		program_quote(command, COMMAND_SIZE, win32_wide(bench->options->arguments[i], text, ARRAYSIZE(text)));
	program_quote(command, COMMAND_SIZE, L"--record");
	program_quote(command, COMMAND_SIZE, bench->record);
	if (bench->options->probes != NULL) {
		program_quote(command, COMMAND_SIZE, L"--probes");
		program_quote(command, COMMAND_SIZE, win32_wide(bench->options->probes, text, ARRAYSIZE(text)));
	}
}

/* Cells a second of a whole run of this program, 0 when it failed. */
static double measure_run(const struct bench *bench)
{
	wchar_t command[COMMAND_SIZE];
	char record[WIN32_PATH];
	struct child child = {.command = command, .flags = DETACHED_PROCESS};
	struct total total = {0};

	run_command(bench, command);
	if (child_start(&child) < 0)
		return 0;
	WaitForSingleObject(child.process, INFINITE);
	win32_close(&child.process);
	if (record_read(win32_narrow(bench->record, record, sizeof(record)), take_end, &total) < 0 || total.ns <= 0)
		return 0;
	return total.cells * 1e9 / total.ns;
}

static int measure(struct bench *bench, unsigned turns)
{
	double least = 0, most = 0;

	for (unsigned turn = 0; turn < turns; turn++) {
		double before = measure_floor(bench);
		double cells = measure_run(bench);
		double after = measure_floor(bench);
		double ratio = cells / ((before + after) / 2);

		if (before <= 0 || cells <= 0 || after <= 0) {
			fprintf(stderr, "lastwords: bench: turn %u failed; try 'lastwords run' alone\n", turn + 1);
			return EXIT_BLOCKED;
		}
		least = turn == 0 || ratio < least ? ratio : least;
		most = turn == 0 || ratio > most ? ratio : most;
		printf("full run %.1f cells/s, floor %.1f and %.1f processes/s, ratio %.2f\n", cells, before, after,
		       ratio);
		fflush(stdout);
	}
	printf("ratio from %.2f to %.2f\n", least, most);
	return EXIT_AS_EXPECTED;
}

int command_bench(const struct options *options)
{
	struct bench bench = {.options = options};
	unsigned turns = options->rounds != 0 ? options->rounds : 1;
	char probes[WIN32_PATH];
	wchar_t wide[WIN32_PATH];
	int ret;

	bench.jobs = options->jobs != 0 ? options->jobs : port_cores();
	if (bench.jobs > THREADS_MAX)
		bench.jobs = THREADS_MAX;
	if (paths_probes(options->probes, probes, sizeof(probes)) < 0)
		return EXIT_USAGE;
	win32_format(bench.probe, ARRAYSIZE(bench.probe), L"\"%ls\\bare.exe\"",
		     win32_wide(probes, wide, ARRAYSIZE(wide)));
	GetTempPathW(ARRAYSIZE(wide), wide);
	win32_format(bench.directory, ARRAYSIZE(bench.directory), L"%lslastwords-bench-%lu", wide,
		     (unsigned long)GetCurrentProcessId());
	if (!CreateDirectoryW(bench.directory, NULL)) {
		fprintf(stderr,
			"lastwords: bench: cannot make a directory for its record; set TMP to a writable one\n");
		return EXIT_BLOCKED;
	}
	win32_format(bench.record, ARRAYSIZE(bench.record), L"%ls\\record.jsonl", bench.directory);
	ret = measure(&bench, turns);
	abandoned_remove(bench.directory);
	return ret;
}
