/* SPDX-License-Identifier: MIT
 *
 * What the probes of Windows need of kernel32, in one place.
 */
#ifndef PROBES_WIN32_H
#define PROBES_WIN32_H

#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>
#include <windows.h>

/* win32_fail - say what is wrong on standard error and end with code 2. */
_Noreturn void win32_fail(const char *what);

/* win32_setting - a variable of the environment into text (of size characters). Returns whether it is set. */
bool win32_setting(const wchar_t *name, wchar_t *text, DWORD size);

/* win32_event - open the event or mutex of this cell with that suffix ("-wake", ...); its prefix is in
 * LASTWORDS_EVENTS. */
HANDLE win32_event(const wchar_t *suffix);

/* win32_mutex - likewise a mutex, and own it. */
HANDLE win32_mutex(const wchar_t *suffix);

/* win32_now - QueryPerformanceCounter in nanoseconds: the same clock in every process
 * (learn.microsoft.com/windows/win32/sysinfo/acquiring-high-resolution-time-stamps). */
uint64_t win32_now(void);

/* win32_again - start this program again with the same arguments and one variable more, with these creation
 * flags, in a job (or NULL). Returns the process; exits 2 when it cannot be had. */
HANDLE win32_again(const wchar_t *variable, DWORD flags, HANDLE job);

#endif
