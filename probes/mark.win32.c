/* SPDX-License-Identifier: MIT
 *
 * Marks on Windows. The journal is found by its path and not by a handle, because cmd's start and pseudo
 * consoles hand no handles on. Uses kernel32 only: marks are also made while the C runtime is ending.
 */
#include "mark.h"

#include <windows.h>
#include "mark.win32.h"
#include "mark_line.h"
#include "win32.h"

static HANDLE journal = INVALID_HANDLE_VALUE;
static volatile LONG writing;

HANDLE mark_reopen(void)
{
	wchar_t path[MAX_PATH];
	HANDLE handle;

	if (!win32_setting(L"LASTWORDS_JOURNAL", path, MAX_PATH))
		win32_fail("LASTWORDS_JOURNAL is not set: probes are started by lastwords");
	/* FILE_APPEND_DATA without FILE_WRITE_DATA: each write goes to the end, whoever else writes
	 * (learn.microsoft.com/windows/win32/fileio/file-access-rights-constants). */
	handle = CreateFileW(path, FILE_APPEND_DATA | SYNCHRONIZE,
			     FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
			     FILE_ATTRIBUTE_NORMAL, NULL);
	if (handle == INVALID_HANDLE_VALUE)
		win32_fail("cannot open the journal");
	return handle;
}

void mark_open(void)
{
	journal = mark_reopen();
}

/* One writer at a time: Windows appends each write whole, Wine looks for the end first and writes then. Bounded,
 * because who holds it may have been ended with the process while the last rungs still run. */
static void enter(void)
{
	enum { TURNS = 10000 };

	for (int turn = 0; turn < TURNS && InterlockedExchange(&writing, 1) != 0; turn++)
		SwitchToThread();
}

void mark(const char *rung, int number)
{
	char line[MARK_LINE];
	size_t length = mark_line(line, rung, win32_now(), GetCurrentProcessId(), (unsigned)number);
	DWORD written;

	enter();
	WriteFile(journal, line, (DWORD)length, &written, NULL);
	InterlockedExchange(&writing, 0);
}
