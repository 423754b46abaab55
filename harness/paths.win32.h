/* SPDX-License-Identifier: MIT
 *
 * Where our own programs are. Windows half.
 */
#ifndef LASTWORDS_PATHS_WIN32_H
#define LASTWORDS_PATHS_WIN32_H

#include "win32.h"

/* paths_own - the directory of this program, without a backslash at its end. host and sender lie there. */
void paths_own(wchar_t *path, size_t size);

#endif
