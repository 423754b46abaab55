/* SPDX-License-Identifier: MIT
 *
 * The launches of Linux.
 */
#include "launches.h"

#include <signal.h>

const struct launch_row launches[LAUNCH_MAX] = {
#include "launches.posix.def"
	[LAUNCH_PIDNS_INIT] = {.terminal = TERMINAL_STAGE, .stdio = STDIO_TERMINAL, .foreground = true, .pidns = true},
};
