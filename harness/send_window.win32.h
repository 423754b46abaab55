/* SPDX-License-Identifier: MIT
 *
 * Windows and message queues as `lastwords send` needs them.
 */
#ifndef LASTWORDS_SEND_WINDOW_WIN32_H
#define LASTWORDS_SEND_WINDOW_WIN32_H

#include "send_process.win32.h"

struct window_look {
	size_t own;	/* top-level windows of the process on this desktop, hidden ones too */
	size_t visible; /* of these */
};

/* windows_look - of one process. The window of a console, which seems to belong to one of the processes on it, and
 * those of input methods are not its own. */
struct window_look windows_look(DWORD pid);

/* windows_close - WM_CLOSE to each of those of every process that is meant. windows_quit - WM_QUIT to every thread that
 * has a message queue: message loops end, windows are not asked. Both fail where nobody could be told. */
enum send_result windows_close(struct send *send);
enum send_result windows_quit(struct send *send);

#endif
