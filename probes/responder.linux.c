/* SPDX-License-Identifier: MIT
 *
 * The responder that reads its signals from a descriptor: signalfd(2).
 */
#include "responder.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "mark.h"

static void signalfd_install(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	for (size_t i = 0; i < stop_signals_count; i++)
		sigaddset(&stop, stop_signals[i]);
	responder_block();
	responder_wake = signalfd(-1, &stop, SFD_CLOEXEC);
	if (responder_wake < 0) {
		perror("probe: signalfd");
		exit(2);
	}
}

static void signalfd_on_wake(void)
{
	struct signalfd_siginfo info;

	if (read(responder_wake, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return;
	responder_entered((int)info.ssi_signo);
	mark("handler-left", (int)info.ssi_signo);
	responder_done = 1;
}

const struct response *responder_of_system(size_t id)
{
	static const struct response by_signalfd = {.install = signalfd_install, .on_wake = signalfd_on_wake};

	return id == RESPONDER_SIGNALFD ? &by_signalfd : NULL;
}
