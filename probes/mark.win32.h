/* SPDX-License-Identifier: MIT
 *
 * The journal for those who do not write marks.
 */
#ifndef PROBES_MARK_WIN32_H
#define PROBES_MARK_WIN32_H

#include <windows.h>

/* mark_reopen - another handle of the journal, which appends with each write. Exits 2 when there is none. */
HANDLE mark_reopen(void);

#endif
