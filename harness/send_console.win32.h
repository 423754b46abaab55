/* SPDX-License-Identifier: MIT
 *
 * Consoles as `lastwords send` needs them: who is on the one of a process, and what is done through it. All by
 * lastwords-sender.exe (sender.h), so that our own console stays as it is.
 */
#ifndef LASTWORDS_SEND_CONSOLE_WIN32_H
#define LASTWORDS_SEND_CONSOLE_WIN32_H

#include "send_process.win32.h"

enum { CONSOLE_MEMBERS = 256 };

struct console_look {
	DWORD error; /* of AttachConsole, 0: there is a console */
	DWORD members[CONSOLE_MEMBERS];
	size_t count;
	HWND window;	/* NULL: it has none */
	bool ours;	/* this command is on it too */
	DWORD ancestor; /* of this command, and on it; 0: none */
	bool leads;	/* the process leads a group of its own, surely */
	bool ignores;	/* the process ignores CTRL_C, surely */
	bool by_group;	/* the event goes to its group alone */
};

/* console_look - who is on the console of the process that is meant. A process without a console is an answer. Returns
 * SEND_UNSET, or fails where the question could not be asked. */
enum send_result console_look(struct send *send);

/* console_refuse - whether an event for the console, or its end, would hit this command or its ancestors. Decides on
 * by_group. Returns SEND_UNSET, or fails. */
enum send_result console_refuse(struct send *send, DWORD event);

/* console_none - fail because the process has no console to reach it by. Returns SEND_BLOCKED. */
enum send_result console_none(struct send *send);

/* console_warn - who else will be told, and whether the process ignores it. */
void console_warn(struct send *send, DWORD event);

enum send_result console_raise(struct send *send, DWORD event);
enum send_result console_close(struct send *send);

#endif
