/* SPDX-License-Identifier: MIT
 *
 * macOS's own responders: kqueue, and dispatch sources of type signal (dispatch_source_create(3)) by their function
 * interface, because blocks are no C17. A source needs the signal ignored, or its default action strikes first.
 */
#include <dispatch/dispatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "mark.h"
#include "responder.h"

static int wake_pipe[2];

/* On a thread of dispatch's. */
static void on_source(void *context)
{
	int number = *(const int *)context;
	ssize_t written;

	responder_entered(number);
	mark("handler-left", number);
	written = write(wake_pipe[1], "", 1);
	(void)written;
}

static void dispatch_install(void)
{
	static int numbers[16];
	dispatch_queue_t queue = dispatch_queue_create("lastwords.signals", NULL);

	if (pipe(wake_pipe) < 0) {
		perror("probe: pipe");
		exit(2);
	}
	for (size_t i = 0; i < stop_signals_count; i++) {
		dispatch_source_t source =
			dispatch_source_create(DISPATCH_SOURCE_TYPE_SIGNAL, (uintptr_t)stop_signals[i], 0, queue);

		numbers[i] = stop_signals[i];
		signal(stop_signals[i], SIG_IGN);
		dispatch_set_context(source, &numbers[i]);
		dispatch_source_set_event_handler_f(source, on_source);
		dispatch_resume(source);
	}
	responder_wake = wake_pipe[0];
}

static void dispatch_on_wake(void)
{
	responder_done = 1;
}

const struct response *responder_of_system(size_t id)
{
	static const struct response by_kqueue = {.install = kqueue_install, .on_wake = kqueue_on_wake};
	static const struct response by_dispatch = {.install = dispatch_install, .on_wake = dispatch_on_wake};

	if (id == RESPONDER_KQUEUE_SIGNAL)
		return &by_kqueue;
	return id == RESPONDER_DISPATCH_SOURCE ? &by_dispatch : NULL;
}
