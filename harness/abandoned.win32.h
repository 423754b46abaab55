/* SPDX-License-Identifier: MIT
 *
 * Directories of runs, and whether their run still lives. Windows half.
 */
#ifndef LASTWORDS_ABANDONED_WIN32_H
#define LASTWORDS_ABANDONED_WIN32_H

#include "win32.h"

/* abandoned_make_run - make the directory of a run, with a file in it that nobody else can open while the returned
 * handle is open. INVALID_HANDLE_VALUE with GetLastError(). */
HANDLE abandoned_make_run(const wchar_t *root);

/* abandoned_sweep_runs - remove the directories of runs below a directory (with a backslash at its end) that nobody
 * holds any more. A process id in the name would not tell: ids are used again. */
void abandoned_sweep_runs(const wchar_t *parent);

/* abandoned_remove - remove a directory with all that is in it, links not followed. Best effort. */
void abandoned_remove(const wchar_t *path);

/* abandoned_empty - remove all that is in a directory. Returns whether it is empty. */
bool abandoned_empty(const wchar_t *path);

#endif
