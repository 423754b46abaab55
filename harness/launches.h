/* SPDX-License-Identifier: MIT
 *
 * What the POSIX launches are made of: one row of data per launch, filled by each system.
 */
#ifndef LASTWORDS_LAUNCHES_H
#define LASTWORDS_LAUNCHES_H

#include <stdbool.h>
#include "axes.h"

enum launch_terminal { TERMINAL_NONE, TERMINAL_STAGE, TERMINAL_OWN };
enum launch_stdio { STDIO_NULL, STDIO_TERMINAL, STDIO_CLOSED };
enum launch_shell { SHELL_NONE, SHELL_PARENT, SHELL_EXEC };

struct launch_row {
	const char *absent; /* why it does not exist here; everything else is then unset */
	enum launch_terminal terminal;
	enum launch_stdio stdio;
	enum launch_shell shell;
	bool foreground; /* its group is the terminal's foreground group */
	bool detach;
	bool pidns;
	bool stop; /* stopped once it is ready */
	int death_signal;
	const int *ignored; /* zero-terminated */
	const int *blocked; /* zero-terminated */
};

extern const struct launch_row launches[LAUNCH_MAX];

/* Signals for the rows of launches.posix.def, zero-terminated. keys: what a shell without job control gives to
 * `command &` (POSIX sh, 2.11). */
extern const int launches_hangup[], launches_keys[], launches_term[];

#define LAUNCHES_NO_FLAGS                                                                                              \
	"a combination of flags of CreateProcess; sessions and groups are no-window, new-group, new-console"

#endif
