/* SPDX-License-Identifier: MIT
 *
 * Starts one of our own small programs, or a program of the system: in a job from its first instruction, with the
 * handles that are named and no other.
 */
#ifndef LASTWORDS_CHILD_WIN32_H
#define LASTWORDS_CHILD_WIN32_H

#include "win32.h"

enum { CHILD_HANDLES = 4 };

struct child {
	const wchar_t *command;	       /* the whole command line; the program is its first word */
	const wchar_t *directory;      /* NULL: ours */
	wchar_t *environment;	       /* NULL: ours; else UTF-16, sorted, ended by an empty string */
	DWORD flags;		       /* of CreateProcess */
	WORD show;		       /* SW_HIDE, ... for a console or window that it makes */
	HANDLE job;		       /* NULL: none */
	HANDLE inherit[CHILD_HANDLES]; /* inheritable handles, NULL entries allowed */
	/* results */
	HANDLE process;
	DWORD pid;
	const char *call; /* the call that failed */
};

/* child_start - returns 0, or -1 with GetLastError() and call set; then nothing of it is left. */
int child_start(struct child *child);

#endif
