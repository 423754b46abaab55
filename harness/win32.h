/* SPDX-License-Identifier: MIT
 *
 * Small change of the Windows half: text, errors, time.
 */
#ifndef LASTWORDS_WIN32_H
#define LASTWORDS_WIN32_H

#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>
#include <windows.h>
#include "trace.h"

enum { WIN32_PATH = 1024 };

/* win32_wide - UTF-8 to UTF-16, of size characters at most, terminator included. Returns out; what does not fit
 * becomes "". win32_narrow - the other way round. */
wchar_t *win32_wide(const char *text, wchar_t *out, size_t size);
char *win32_narrow(const wchar_t *text, char *out, size_t size);

/* win32_format - swprintf that always ends the text, as snprintf does. */
void win32_format(wchar_t *out, size_t size, const wchar_t *format, ...);

/* win32_error_text - the system's text for GetLastError(), without the line's end, in a buffer of the caller's. */
const char *win32_error_text(DWORD error, char *out, size_t size);

/* win32_trouble - note that a call failed with GetLastError(). Returns -1. */
int win32_trouble(struct trouble *trouble, enum step step, const char *call);

/* win32_close - close a handle that may be NULL or INVALID_HANDLE_VALUE, and forget it. */
void win32_close(HANDLE *handle);

/* win32_ended - has this process ended? Does not wait. A NULL handle has. */
bool win32_ended(HANDLE process);

/* win32_left_ms - milliseconds until a time of clock_ns(), rounded up, 0 when it is past. For waits. */
DWORD win32_left_ms(int64_t until_ns);

#endif
