/* SPDX-License-Identifier: MIT
 *
 * The user's terminal on POSIX.
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool console_is_terminal(FILE *stream)
{
	const char *term = getenv("TERM");

	return isatty(fileno(stream)) == 1 && getenv("NO_COLOR") == NULL && term != NULL && strcmp(term, "dumb") != 0;
}
