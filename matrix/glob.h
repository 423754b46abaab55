/* SPDX-License-Identifier: MIT
 *
 * Globs over cell names, as claims and the command line write them.
 */
#ifndef LASTWORDS_GLOB_H
#define LASTWORDS_GLOB_H

#include <stdbool.h>
#include "axes.h"

enum { GLOB_NAME_MAX = CELL_NAME_MAX };

/* glob_match - does name match pattern? "*" stands for any run of characters
 * but "/", "{a,b}" for one of the alternatives (not nested). A pattern of fewer
 * than four parts speaks of the first ones: "console/plain" is "console/plain/" and
 * anything below it. Never fails; a "{" without "}" matches itself. A name of GLOB_NAME_MAX
 * bytes or more is no cell's and matches nothing. */
bool glob_match(const char *pattern, const char *name);

#endif
