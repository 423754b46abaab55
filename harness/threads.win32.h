/* SPDX-License-Identifier: MIT
 *
 * The threads of a process, seen from outside.
 */
#ifndef LASTWORDS_THREADS_WIN32_H
#define LASTWORDS_THREADS_WIN32_H

#include "win32.h"

/* threads_of - the ids of its threads into ids (size of them at most). Returns how many there are, which may be more;
 * 0 when it has ended or cannot be asked. From a snapshot of the system (learn.microsoft.com/windows/win32/api/
 * tlhelp32/nf-tlhelp32-createtoolhelp32snapshot). */
size_t threads_of(DWORD pid, DWORD *ids, size_t size);

/* threads_new - the first thread that is not among the known ones, 0 when there is none. A control event is
 * served by a thread that the system makes for it. */
DWORD threads_new(DWORD pid, const DWORD *known, size_t known_count);

#endif
