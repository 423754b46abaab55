/* SPDX-License-Identifier: MIT
 *
 * Where this program itself is. POSIX halves.
 */
#ifndef LASTWORDS_PROGRAM_PATH_H
#define LASTWORDS_PROGRAM_PATH_H

#include <stddef.h>

/* program_path - its absolute path. Returns NULL, or why it cannot be known and what to do (static text). */
const char *program_path(char *path, size_t size);

#endif
