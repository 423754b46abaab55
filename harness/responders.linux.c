/* SPDX-License-Identifier: MIT
 *
 * The responders that Linux lacks.
 */
#include "responders.h"

const char *responder_absent(enum responder responder)
{
	static const char *const absent[RESPONDER_MAX] = {
		[RESPONDER_KQUEUE_SIGNAL] = "no kqueue on Linux; see signalfd",
		[RESPONDER_CTRL_HANDLER_FLAG] = "console control handlers are a Windows thing",
		[RESPONDER_WINDOW_PROC] = "window procedures are a Windows thing",
	};

	return absent[responder];
}
