/* SPDX-License-Identifier: MIT
 *
 * The orchestrator's loop on Windows: a thread reads the results and hands them over one by one; this thread waits for
 * them, for the user's Ctrl+C, and for the clock.
 */
#include "gather.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include "win32.h"

enum { TICK_MS = 200 };

struct reading {
	HANDLE results;
	HANDLE full, taken; /* auto-reset */
	struct trace trace;
	bool ended;
};

static HANDLE interrupted;
static atomic_int interrupted_by;

/* SIGINT and SIGBREAK are what the C runtime makes of the two events. */
static BOOL WINAPI on_event(DWORD event)
{
	atomic_store(&interrupted_by, event == CTRL_C_EVENT ? SIGINT : SIGBREAK);
	SetEvent(interrupted);
	/* What closes the console ends us when we return; main may still write its word. */
	if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
		WaitForSingleObject(GetCurrentProcess(), INFINITE);
	return TRUE;
}

void gather_hold_signals(void)
{
	interrupted = CreateEventW(NULL, TRUE, FALSE, NULL);
	SetConsoleCtrlHandler(on_event, TRUE);
}

/* Ends with what an unhandled event ends with (ntstatus.h, STATUS_CONTROL_C_EXIT); all cells go with our job. */
void gather_die(int number)
{
	(void)number;
	ExitProcess(0xC000013A);
}

static bool read_exactly(HANDLE file, void *bytes, size_t size)
{
	char *at = bytes;
	DWORD got;

	for (; size > 0; at += got, size -= got)
		if (!ReadFile(file, at, (DWORD)size, &got, NULL) || got == 0)
			return false;
	return true;
}

static DWORD WINAPI read_results(void *context)
{
	struct reading *reading = context;
	const size_t head = offsetof(struct trace, marks);
	bool more;

	do {
		memset(&reading->trace, 0, sizeof(reading->trace));
		more = read_exactly(reading->results, &reading->trace, head) &&
		       reading->trace.marks_count <= TRACE_MARKS &&
		       read_exactly(reading->results, (char *)&reading->trace + head,
				    reading->trace.marks_count * sizeof(reading->trace.marks[0]));
		reading->ended = !more;
		SetEvent(reading->full);
		WaitForSingleObject(reading->taken, INFINITE);
	} while (more);
	return 0;
}

enum gather_end gather_traces(intptr_t results, gather_take_fn *take, gather_tick_fn *tick, void *context,
			      int *ret_signal)
{
	/* Static: after an interruption its thread still waits in it, until the process ends. */
	static struct reading reading;
	HANDLE thread;
	enum gather_end end = GATHER_DONE;
	bool ended = false;

	reading = (struct reading){
		.results = (HANDLE)results,
		.full = CreateEventW(NULL, FALSE, FALSE, NULL),
		.taken = CreateEventW(NULL, FALSE, FALSE, NULL),
	};
	thread = CreateThread(NULL, 0, read_results, &reading, 0, NULL);
	if (thread == NULL)
		return GATHER_STOPPED;
	while (!ended && end == GATHER_DONE) {
		HANDLE either[] = {interrupted, reading.full};
		DWORD woken = WaitForMultipleObjects(ARRAYSIZE(either), either, FALSE, TICK_MS);

		if (woken == WAIT_OBJECT_0) {
			*ret_signal = atomic_load(&interrupted_by);
			end = GATHER_INTERRUPTED;
		} else if (woken == WAIT_OBJECT_0 + 1) {
			ended = reading.ended;
			if (!ended && take(context, &reading.trace) != 0)
				end = GATHER_STOPPED;
			SetEvent(reading.taken);
		}
		tick(context);
	}
	CloseHandle(thread);
	return end;
}
