/* SPDX-License-Identifier: MIT */
#include "birth.win32.h"

enum { TRIES = 4 };

BOOL birth(wchar_t *command, bool inherit, DWORD flags, wchar_t *environment, const wchar_t *directory,
	   STARTUPINFOEXW *startup, PROCESS_INFORMATION *process)
{
	BOOL born = FALSE;

	for (int i = 0; i < TRIES; i++) {
		born = CreateProcessW(NULL, command, NULL, NULL, inherit, flags, environment, directory,
				      &startup->StartupInfo, process);
		if (born || GetLastError() != ERROR_INTERNAL_ERROR)
			break;
	}
	return born;
}
