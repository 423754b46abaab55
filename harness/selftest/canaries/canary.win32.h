/* SPDX-License-Identifier: MIT
 *
 * What canaries of Windows share beside canary.h: processes that they start, which are themselves once more with a
 * verb in the place of the responder, and naps. Windows has no fork.
 */
#ifndef LASTWORDS_CANARY_WIN32_H
#define LASTWORDS_CANARY_WIN32_H

#include <windows.h>
#include "canary.h"

/* canary_start - start this program again: argv[1] is the verb, argv[2] our process id. Returns the process; ends with
 * 9 when it cannot be had. */
HANDLE canary_start(const char *verb, DWORD flags);

/* canary_outlive - of a started one: return when the process that started it has ended. */
void canary_outlive(char **argv);

/* canary_nap - be late by so many milliseconds: that is what is tried. INFINITE: rest, but leave the questions to
 * whoever said that it is ready. */
void canary_nap(DWORD ms);

/* canary_event - an event of the cell by its suffix ("-ping"); ends with 9 when there is none. */
HANDLE canary_event(const wchar_t *suffix);

#endif
