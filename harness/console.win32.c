/* SPDX-License-Identifier: MIT
 *
 * The user's console on Windows: one that understands escape sequences (Windows 10 1511 and later,
 * learn.microsoft.com/windows/console/console-virtual-terminal-sequences).
 */
#include "console.h"

#include <io.h>
#include <stdlib.h>
#include <windows.h>

bool console_is_terminal(FILE *stream)
{
	HANDLE out = (HANDLE)_get_osfhandle(_fileno(stream));
	DWORD mode;

	return GetConsoleMode(out, &mode) && getenv("NO_COLOR") == NULL &&
	       SetConsoleMode(out, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}
