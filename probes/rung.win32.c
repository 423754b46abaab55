/* SPDX-License-Identifier: MIT
 *
 * The ladder on Windows. What a DLL and a TLS callback see is in files of their own.
 */
#include "rung.h"

#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include "mark.h"
#include "mark.win32.h"
#include "rung_dll.win32.h"
#include "win32.h"

static bool installed;
static HANDLE mutex;

void rung_remove_temp(void)
{
	DeleteFileW(L"temp");
}

/* Only the thread that owns the mutex can release it: exit() on another thread leaves it abandoned. */
static void on_atexit(void)
{
	mark("atexit", 0);
	rung_remove_temp();
	ReleaseMutex(mutex);
}

/* The line is in the buffer from the start, so it has no time of its own. The file is opened by hand: what the C
 * runtime calls appending is a seek and a write, between which a mark of another thread may fall. */
static void buffer_a_line(void)
{
	FILE *stream = _fdopen(_open_osfhandle((intptr_t)mark_reopen(), 0), "wb");
	char line[48];

	if (stream == NULL || setvbuf(stream, NULL, _IOFBF, BUFSIZ) != 0)
		win32_fail("cannot open the journal for stdio");
	/* fputs, because MinGW's own fprintf may flush. */
	snprintf(line, sizeof(line), "stdio-flushed 0 %lu 0\n", (unsigned long)GetCurrentProcessId());
	fputs(line, stream);
}

static void take_files(void)
{
	const DWORD all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
	OVERLAPPED whole = {0};
	HANDLE temp = CreateFileW(L"temp", GENERIC_WRITE, all, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	HANDLE lock =
		CreateFileW(L"lock", GENERIC_READ | GENERIC_WRITE, all, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	HANDLE closing = CreateFileW(L"delete-on-close", GENERIC_WRITE | DELETE, all, NULL, CREATE_ALWAYS,
				     FILE_FLAG_DELETE_ON_CLOSE, NULL);

	if (temp == INVALID_HANDLE_VALUE || lock == INVALID_HANDLE_VALUE || closing == INVALID_HANDLE_VALUE ||
	    !LockFileEx(lock, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &whole))
		win32_fail("cannot make its files");
	CloseHandle(temp);
}

void rung_install(void)
{
	if (atexit(on_atexit) != 0)
		win32_fail("atexit");
	mutex = win32_mutex(L"-mutex");
	buffer_a_line();
	take_files();
	rung_dll_arm();
	installed = true;
}

bool rung_installed(void)
{
	return installed;
}
