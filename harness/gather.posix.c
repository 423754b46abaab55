/* SPDX-License-Identifier: MIT
 *
 * The orchestrator's event loop on POSIX: the results' pipe, the signals that interrupt, and nothing else; the
 * end of the ground is the pipe's end of file.
 */
#include "gather.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include "axes.h"
#include "gather_wait.h"

enum { BUFFER_SIZE = 256 * 1024, TICK_MS = 200 };

static sigset_t interrupting;
static sigset_t before;

void gather_hold_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

	sigprocmask(SIG_SETMASK, NULL, &before);
	sigemptyset(&interrupting);
	for (size_t i = 0; i < countof(signals); i++) {
		struct sigaction action;

		sigaction(signals[i], NULL, &action);
		if (action.sa_handler != SIG_IGN && sigismember(&before, signals[i]) == 0)
			sigaddset(&interrupting, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &interrupting, NULL);
}

void gather_die(int number)
{
	signal(number, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	raise(number);
}

/* The whole traces at the start of the buffer. Returns how many bytes they were, -1 to stop. */
static ssize_t take_traces(const char *buffer, size_t filled, gather_take_fn *take, void *context)
{
	const size_t head = offsetof(struct trace, marks);
	size_t used = 0;

	while (filled - used >= head) {
		struct trace trace = {0};
		size_t size;

		memcpy(&trace, buffer + used, head);
		size = head + trace.marks_count * sizeof(trace.marks[0]);
		if (trace.marks_count > TRACE_MARKS || filled - used < size)
			break;
		memcpy(&trace, buffer + used, size);
		used += size;
		if (take(context, &trace) != 0)
			return -1;
	}
	return (ssize_t)used;
}

static enum gather_end read_results(int results, bool *ret_ended, gather_take_fn *take, void *context)
{
	static char buffer[BUFFER_SIZE];
	static size_t filled;
	ssize_t got = read(results, buffer + filled, sizeof(buffer) - filled);
	ssize_t used;

	if (got < 0)
		return errno == EINTR ? GATHER_DONE : GATHER_STOPPED;
	*ret_ended = got == 0;
	filled += (size_t)got;
	used = take_traces(buffer, filled, take, context);
	if (used < 0)
		return GATHER_STOPPED;
	filled -= (size_t)used;
	memmove(buffer, buffer + used, filled);
	return GATHER_DONE;
}

enum gather_end gather_traces(intptr_t results, gather_take_fn *take, gather_tick_fn *tick, void *context,
			      int *ret_signal)
{
	int traces = (int)results;
	struct gather_wait wait;
	enum gather_end end = GATHER_DONE;
	bool ended = false;

	if (gather_wait_open(&wait, traces, &interrupting) < 0)
		end = GATHER_STOPPED;
	while (!ended && end == GATHER_DONE) {
		bool readable;

		*ret_signal = gather_wait(&wait, TICK_MS, &readable);
		if (*ret_signal != 0)
			end = GATHER_INTERRUPTED;
		else if (readable)
			end = read_results(traces, &ended, take, context);
		tick(context);
	}
	gather_wait_close(&wait);
	close(traces);
	return end;
}
