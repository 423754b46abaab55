/* SPDX-License-Identifier: MIT
 *
 * The responders of programs without a window.
 */
#include "responder.win32.h"

static void ignore_signals(void)
{
	signal_install(SIG_IGN);
}

static void ignore_ctrl_c(void)
{
	SetConsoleCtrlHandler(NULL, TRUE);
}

const struct response responders[RESPONDER_MAX] = {
	[RESPONDER_NONE] = {.exists = true},
	[RESPONDER_IGNORE] = {.install = ignore_signals},
	[RESPONDER_HANDLER_FLAG] = {.signal = signal_flag},
	[RESPONDER_HANDLER_EXIT] = {.signal = signal_exit},
	[RESPONDER_HANDLER__EXIT] = {.signal = signal__exit},
	[RESPONDER_HANDLER_RETURN] = {.signal = signal_return},
	[RESPONDER_HANDLER_SLOW] = {.signal = signal_slow},
	[RESPONDER_HANDLER_ONCE] = {.signal = signal_once},
	[RESPONDER_HANDLER_CLEANUP] = {.signal = signal_cleanup},
	[RESPONDER_HANDLER_FLAG_CLEAR] = {.signal = signal_flag, .clear = true},
	[RESPONDER_EOF_READER] = {.reads = true},
	[RESPONDER_CTRL_IGNORE] = {.install = ignore_ctrl_c},
	[RESPONDER_CTRL_HANDLER_FLAG] = {.control = control_flag},
	[RESPONDER_CTRL_HANDLER_CLEANUP] = {.control = control_cleanup},
	[RESPONDER_CTRL_HANDLER_FALSE] = {.control = control_false},
	[RESPONDER_CTRL_HANDLER_EXIT] = {.control = control_exit},
	[RESPONDER_CTRL_HANDLER_SLOW] = {.control = control_slow},
	[RESPONDER_CTRL_HANDLER_WAIT] = {.control = control_wait},
	[RESPONDER_CTRL_HANDLER_FLAG_CLEAR] = {.control = control_flag, .clear = true},
	[RESPONDER_CTRL_HANDLER_CLEANUP_CLEAR] = {.control = control_cleanup, .clear = true},
	[RESPONDER_CTRL_HANDLER_FALSE_CLEAR] = {.control = control_false, .clear = true},
};
