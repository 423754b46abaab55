/* SPDX-License-Identifier: MIT
 *
 * Processes as `lastwords send` needs them on Windows: held by handles, so that their numbers cannot be given to
 * others, and known by when they were created.
 */
#ifndef LASTWORDS_SEND_PROCESS_WIN32_H
#define LASTWORDS_SEND_PROCESS_WIN32_H

#include "send.h"
#include "win32.h"

struct held {
	DWORD pid;
	HANDLE process;
	uint64_t created; /* as FILETIME counts */
	char name[64];	  /* of the program's file */
	bool told;
};

/* The processes that are meant; the first is the one that was named. */
struct send_targets {
	const struct send_row *row;
	struct held *list;
	size_t count;
	struct console_look *console;
	uint64_t sent; /* as FILETIME counts */
};

/* held_open - hold a living process, with these rights besides those to wait and to ask. Returns 0, or -1 with
 * GetLastError(): ERROR_INVALID_PARAMETER where there is no process of this number, ERROR_PROCESS_ABORTED where it has
 * ended and somebody still holds it. */
int held_open(struct held *ret_held, DWORD pid, DWORD rights);
void held_close(struct held *held);

/* process_name - "cmd.exe", "?" where it cannot be known. */
void process_name(DWORD pid, char *name, size_t size);

/* ancestors_find - the numbers of the processes that this command descends from, parent first. Returns their count. A
 * parent is one only if it is older than its child: else its number has been given to another. */
size_t ancestors_find(DWORD *pids, size_t size);

/* held_descendants - append the living descendants of the first, parents before their children. This command and the
 * hosts of consoles, which end with their clients, are left out, and so are those whose own parent has ended already:
 * nothing but a dead number links them. Returns SEND_UNSET, or fails. */
enum send_result held_descendants(struct send *send, DWORD rights);

/* process_is_critical - would the system stop with it? (IsProcessCritical, Windows 8.1 and later.) */
bool process_is_critical(HANDLE process);

uint64_t filetime_number(FILETIME time);

#endif
