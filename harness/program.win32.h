/* SPDX-License-Identifier: MIT
 *
 * Which program a cell runs, as a command line. Windows half.
 */
#ifndef LASTWORDS_PROGRAM_WIN32_H
#define LASTWORDS_PROGRAM_WIN32_H

#include "ground.win32.h"
#include "launches.win32.h"
#include "trace.h"

/* program_command - the command line of a cell's probe into command (of size characters). Returns 0, or -1 with
 * trouble (step ground where the machine has no such program). */
int program_command(const struct ground *ground, const struct cell *cell, wchar_t *command, size_t size,
		    struct trouble *trouble);

/* program_quote - append one argument to a command line, quoted so that CommandLineToArgvW gives it back
 * (learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). */
void program_quote(wchar_t *command, size_t size, const wchar_t *argument);

#endif
