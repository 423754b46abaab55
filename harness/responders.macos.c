/* SPDX-License-Identifier: MIT
 *
 * The responders and probes that macOS lacks.
 */
#include "responders.h"

#define CONTROL "console control handlers are a Windows thing"
#define WINDOWS "windows and their messages are a Windows thing"

const char *responder_absent(enum responder responder)
{
	static const char *const absent[RESPONDER_MAX] = {
		[RESPONDER_HANDLER_QUICK_EXIT] = "quick_exit(3) is not in macOS's C library",
		[RESPONDER_SIGNALFD] = "signalfd(2) is a Linux thing; see kqueue-signal",
		[RESPONDER_CTRL_HANDLER_FLAG] = CONTROL,
		[RESPONDER_WINDOW_PROC] = WINDOWS,
		[RESPONDER_HANDLER_ONCE] = "sigaction(2) handlers stay installed; see handler-return",
		[RESPONDER_HANDLER_CLEANUP] = "see handler-reraise, which cleans up in its handler",
		[RESPONDER_HANDLER_FLAG_CLEAR] = "an ignored SIGINT is replaced by any handler; see handler-flag",
		[RESPONDER_CTRL_IGNORE] = CONTROL,
		[RESPONDER_CTRL_HANDLER_CLEANUP] = CONTROL,
		[RESPONDER_CTRL_HANDLER_FALSE] = CONTROL,
		[RESPONDER_CTRL_HANDLER_EXIT] = CONTROL,
		[RESPONDER_CTRL_HANDLER_SLOW] = CONTROL,
		[RESPONDER_CTRL_HANDLER_WAIT] = CONTROL,
		[RESPONDER_CTRL_HANDLER_DROPPED] = CONTROL,
		[RESPONDER_CTRL_HANDLER_FLAG_CLEAR] = CONTROL,
		[RESPONDER_CTRL_HANDLER_CLEANUP_CLEAR] = CONTROL,
		[RESPONDER_CTRL_HANDLER_FALSE_CLEAR] = CONTROL,
		[RESPONDER_WINDOW_DEFAULT] = WINDOWS,
		[RESPONDER_WINDOW_IGNORE] = WINDOWS,
		[RESPONDER_MESSAGE_LOOP] = WINDOWS,
	};

	return absent[responder];
}

const char *probe_absent(enum probe probe)
{
	static const char *const absent[PROBE_MAX] = {
		[PROBE_GUI] = "subsystems of programs are a Windows thing",
		[PROBE_WINDOW] = WINDOWS,
		[PROBE_WINDOW_CONSOLE] = WINDOWS,
		[PROBE_CONSOLE_MSVCRT] = "a C runtime of Windows",
		[PROBE_CONSOLE_UCRT] = "a C runtime of Windows",
		[PROBE_CONSOLE_STATIC] = "a C runtime of Windows",
	};

	return absent[probe];
}
