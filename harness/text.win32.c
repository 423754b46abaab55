/* SPDX-License-Identifier: MIT
 *
 * Text, errors and time on Windows.
 */
#include <stdarg.h>
#include <stdio.h>
#include "port.h"
#include "win32.h"

wchar_t *win32_wide(const char *text, wchar_t *out, size_t size)
{
	if (MultiByteToWideChar(CP_UTF8, 0, text, -1, out, (int)size) == 0)
		out[0] = L'\0';
	return out;
}

char *win32_narrow(const wchar_t *text, char *out, size_t size)
{
	if (WideCharToMultiByte(CP_UTF8, 0, text, -1, out, (int)size, NULL, NULL) == 0)
		out[0] = '\0';
	return out;
}

void win32_format(wchar_t *out, size_t size, const wchar_t *format, ...)
{
	va_list args;

	va_start(args, format);
	_vsnwprintf(out, size, format, args);
	va_end(args);
	out[size - 1] = L'\0';
}

const char *win32_error_text(DWORD error, char *out, size_t size)
{
	wchar_t text[256];
	DWORD length = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, error, 0, text,
				      ARRAYSIZE(text), NULL);

	while (length > 0 && (text[length - 1] <= L' ' || text[length - 1] == L'.'))
		length--;
	text[length < ARRAYSIZE(text) ? length : ARRAYSIZE(text) - 1] = L'\0';
	if (length == 0)
		snprintf(out, size, "error %lu", (unsigned long)error);
	else
		win32_narrow(text, out, size);
	return out;
}

int win32_trouble(struct trouble *trouble, enum step step, const char *call)
{
	DWORD error = GetLastError();
	char text[120];

	return trouble_set(trouble, step, (int)error, "%s: %s", call, win32_error_text(error, text, sizeof(text)));
}

void win32_close(HANDLE *handle)
{
	if (*handle != NULL && *handle != INVALID_HANDLE_VALUE)
		CloseHandle(*handle);
	*handle = NULL;
}

bool win32_ended(HANDLE process)
{
	return process == NULL || WaitForSingleObject(process, 0) == WAIT_OBJECT_0;
}

DWORD win32_left_ms(int64_t until_ns)
{
	int64_t left = until_ns - clock_ns();

	return left <= 0 ? 0 : (DWORD)(left / 1000000) + 1;
}
