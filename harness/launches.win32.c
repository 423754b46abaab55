/* SPDX-License-Identifier: MIT
 *
 * The launches of Windows.
 *
 * New consoles are minimized where they are not hidden: neither is ever handed over to Windows Terminal
 * (github.com/microsoft/terminal, src/server/IoDispatchers.cpp, _shouldAttemptHandoff), so that these rows mean the
 * console host. What cmd's start opens is as visible as the user's would be.
 */
#include "launches.win32.h"

#define POSIX_ONLY "signals, sessions and descriptors are POSIX things"

const struct launch_row launches[LAUNCH_MAX] = {
	[LAUNCH_PLAIN] = {.console = true},
	[LAUNCH_NEW_GROUP] = {.console = true, .flags = CREATE_NEW_PROCESS_GROUP},
	[LAUNCH_NO_WINDOW] = {.console = true, .flags = CREATE_NO_WINDOW},
	[LAUNCH_DETACHED] = {.console = true, .flags = DETACHED_PROCESS},
	[LAUNCH_NEW_CONSOLE] = {.console = true, .flags = CREATE_NEW_CONSOLE, .show = SW_SHOWMINNOACTIVE},
	[LAUNCH_JOB] = {.console = true, .job = TIE_KILLS},
	[LAUNCH_TTY_BACKGROUND] = {.absent = POSIX_ONLY},
	[LAUNCH_CLOSED_STDIO] = {.absent = POSIX_ONLY},
	[LAUNCH_HUP_IGNORED] = {.absent = POSIX_ONLY},
	[LAUNCH_INT_IGNORED] = {.absent = POSIX_ONLY},
	[LAUNCH_TERM_BLOCKED] = {.absent = POSIX_ONLY},
	[LAUNCH_STOPPED] = {.absent = "Windows has no SIGSTOP; see suspended"},
	[LAUNCH_SH_WRAPPED] = {.absent = "there is no sh; see cmd-start"},
	[LAUNCH_SH_EXEC] = {.absent = "Windows has no exec: a process keeps its program"},
	[LAUNCH_PIDNS_INIT] = {.absent = "no PID namespaces"},
	[LAUNCH_CONPTY] = {.console = true, .pty = true},
	[LAUNCH_SUSPENDED] = {.console = true, .suspended = true},
	[LAUNCH_NO_WINDOW_GROUP] = {.console = true, .flags = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP},
	[LAUNCH_DETACHED_GROUP] = {.console = true, .flags = DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP},
	[LAUNCH_NEW_CONSOLE_GROUP] = {.console = true,
				      .flags = CREATE_NEW_CONSOLE | CREATE_NEW_PROCESS_GROUP,
				      .show = SW_SHOWMINNOACTIVE},
	[LAUNCH_NEW_CONSOLE_HIDDEN] = {.console = true, .flags = CREATE_NEW_CONSOLE, .show = SW_HIDE},
	[LAUNCH_CMD_START] = {.console = true, .start = true},
	[LAUNCH_CONPTY_GROUP] = {.console = true, .pty = true, .flags = CREATE_NEW_PROCESS_GROUP},
	[LAUNCH_NO_CONSOLE_PARENT] = {.show = SW_SHOWMINNOACTIVE},
	[LAUNCH_JOB_BREAKAWAY] = {.console = true, .flags = CREATE_BREAKAWAY_FROM_JOB, .job = TIE_BREAKAWAY},
	[LAUNCH_JOB_BREAKAWAY_REFUSED] = {.console = true, .flags = CREATE_BREAKAWAY_FROM_JOB, .refused = true},
	[LAUNCH_DETACHED_NO_WINDOW] = {.console = true, .flags = DETACHED_PROCESS | CREATE_NO_WINDOW},
	[LAUNCH_NEW_CONSOLE_NO_WINDOW] = {.console = true,
					  .flags = CREATE_NEW_CONSOLE | CREATE_NO_WINDOW,
					  .show = SW_SHOWMINNOACTIVE},
	[LAUNCH_NEW_CONSOLE_DETACHED] = {.console = true,
					 .flags = CREATE_NEW_CONSOLE | DETACHED_PROCESS,
					 .show = SW_SHOWMINNOACTIVE,
					 .refused = true},
	[LAUNCH_CONPTY_NEW_CONSOLE] = {.console = true,
				       .pty = true,
				       .flags = CREATE_NEW_CONSOLE,
				       .show = SW_SHOWMINNOACTIVE},
};
