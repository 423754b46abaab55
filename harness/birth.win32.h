/* SPDX-License-Identifier: MIT
 *
 * CreateProcess, for a process that is really born.
 */
#ifndef LASTWORDS_BIRTH_WIN32_H
#define LASTWORDS_BIRTH_WIN32_H

#include "win32.h"

/*
 * birth - CreateProcessW() with a command line and nothing else that is not needed here.
 * @command: may be written to, as CreateProcessW does
 * @environment, @directory: NULL for ours
 *
 * Tries again, a few times, where the new process died before its first instruction and nothing of it was ever to be
 * seen: ERROR_INTERNAL_ERROR, which Wine gives now and then under load (dlls/ntdll/unix/process.c: the new process
 * ended before it told the server that it is there). Any other error is the answer.
 *
 * Returns what the last CreateProcessW() returned, with its GetLastError(). The handles in @process are the caller's.
 */
BOOL birth(wchar_t *command, bool inherit, DWORD flags, wchar_t *environment, const wchar_t *directory,
	   STARTUPINFOEXW *startup, PROCESS_INFORMATION *process);

#endif
