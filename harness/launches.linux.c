/* SPDX-License-Identifier: MIT
 *
 * The launches of Linux.
 */
#include "launches.h"

#include <signal.h>

static const int hangup[] = {SIGHUP, 0};
/* What a shell without job control gives to `command &` (POSIX sh, 2.11). */
static const int keys[] = {SIGINT, SIGQUIT, 0};
static const int term[] = {SIGTERM, 0};

#define NO_FLAGS "a combination of flags of CreateProcess; sessions and groups are no-window, new-group, new-console"

const struct launch_row launches[LAUNCH_MAX] = {
	[LAUNCH_PLAIN] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_TERMINAL, .foreground = true},
	[LAUNCH_NEW_GROUP] = {.terminal = TERMINAL_STAGE},
	[LAUNCH_NO_WINDOW] = {.terminal = TERMINAL_NONE},
	[LAUNCH_DETACHED] = {.terminal = TERMINAL_NONE, .detach = true},
	[LAUNCH_NEW_CONSOLE] = {.terminal = TERMINAL_OWN, .stdio = STDIO_TERMINAL, .foreground = true},
	[LAUNCH_JOB] = {.terminal = TERMINAL_STAGE,
			.stdio = STDIO_TERMINAL,
			.foreground = true,
			.death_signal = SIGTERM},
	[LAUNCH_TTY_BACKGROUND] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_TERMINAL},
	[LAUNCH_CLOSED_STDIO] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_CLOSED, .foreground = true},
	[LAUNCH_HUP_IGNORED] = {.terminal = TERMINAL_STAGE,
				.stdio = STDIO_TERMINAL,
				.foreground = true,
				.ignored = hangup},
	[LAUNCH_INT_IGNORED] = {.terminal = TERMINAL_STAGE,
				.stdio = STDIO_TERMINAL,
				.foreground = true,
				.ignored = keys},
	[LAUNCH_TERM_BLOCKED] = {.terminal = TERMINAL_STAGE,
				 .stdio = STDIO_TERMINAL,
				 .foreground = true,
				 .blocked = term},
	[LAUNCH_STOPPED] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_TERMINAL, .foreground = true, .stop = true},
	[LAUNCH_SH_WRAPPED] = {.terminal = TERMINAL_STAGE,
			       .stdio = STDIO_TERMINAL,
			       .foreground = true,
			       .shell = SHELL_PARENT},
	[LAUNCH_SH_EXEC] = {.terminal = TERMINAL_STAGE,
			    .stdio = STDIO_TERMINAL,
			    .foreground = true,
			    .shell = SHELL_EXEC},
	[LAUNCH_PIDNS_INIT] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_TERMINAL, .foreground = true, .pidns = true},
	[LAUNCH_CONPTY] = {.absent = "pseudo consoles are a Windows thing; a pty is new-console"},
	[LAUNCH_SUSPENDED] = {.absent = "only Windows creates processes suspended; see stopped"},
	[LAUNCH_NO_WINDOW_GROUP] = {.absent = NO_FLAGS},
	[LAUNCH_DETACHED_GROUP] = {.absent = NO_FLAGS},
	[LAUNCH_NEW_CONSOLE_GROUP] = {.absent = NO_FLAGS},
	[LAUNCH_NEW_CONSOLE_HIDDEN] = {.absent = NO_FLAGS},
	[LAUNCH_CMD_START] = {.absent = "cmd is a Windows thing; see sh-wrapped"},
	[LAUNCH_CONPTY_GROUP] = {.absent = "pseudo consoles are a Windows thing; a pty is new-console"},
	[LAUNCH_NO_CONSOLE_PARENT] = {.absent = NO_FLAGS},
	[LAUNCH_JOB_BREAKAWAY] = {.absent = "no job objects outside Windows"},
	[LAUNCH_JOB_BREAKAWAY_REFUSED] = {.absent = "no job objects outside Windows"},
	[LAUNCH_DETACHED_NO_WINDOW] = {.absent = NO_FLAGS},
	[LAUNCH_NEW_CONSOLE_NO_WINDOW] = {.absent = NO_FLAGS},
	[LAUNCH_NEW_CONSOLE_DETACHED] = {.absent = NO_FLAGS},
	[LAUNCH_CONPTY_NEW_CONSOLE] = {.absent = "pseudo consoles are a Windows thing; a pty is new-console"},
};
