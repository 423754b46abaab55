/* SPDX-License-Identifier: MIT
 *
 * The responders that Windows lacks. Every probe exists; one whose program is not there is blocked when it is run.
 */
#include "responders.h"

#include <stddef.h>

const char *responder_absent(enum responder responder)
{
	static const char *const absent[RESPONDER_MAX] = {
		[RESPONDER_HANDLER_QUICK_EXIT] = "msvcrt.dll has no quick_exit",
		[RESPONDER_HANDLER_RERAISE] =
			"raise() of the C runtime is no signal from outside; see ctrl-handler-false",
		[RESPONDER_SIGWAIT_THREAD] = "no signal masks, so nothing to wait for",
		[RESPONDER_SIGNALFD] = "a Linux thing",
		[RESPONDER_KQUEUE_SIGNAL] = "no kqueue on Windows",
		[RESPONDER_DISPATCH_SOURCE] = "dispatch sources are a macOS thing; see ctrl-handler-flag",
	};

	return absent[responder];
}

const char *probe_absent(enum probe probe)
{
	(void)probe;
	return NULL;
}
