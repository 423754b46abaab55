/* SPDX-License-Identifier: MIT
 *
 * Snapshots of threads.
 */
#include "threads.win32.h"

#include <tlhelp32.h>

typedef bool visit_fn(void *context, DWORD thread);

/* Visits the threads of a process until visit returns true. */
static void each(DWORD pid, visit_fn *visit, void *context)
{
	HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
	THREADENTRY32 entry = {.dwSize = sizeof(entry)};

	if (snapshot == INVALID_HANDLE_VALUE)
		return;
	for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry))
		if (entry.th32OwnerProcessID == pid && visit(context, entry.th32ThreadID))
			break;
	CloseHandle(snapshot);
}

struct list {
	DWORD *ids;
	size_t size, count;
};

static bool add(void *context, DWORD thread)
{
	struct list *list = context;

	if (list->count < list->size)
		list->ids[list->count] = thread;
	list->count++;
	return false;
}

size_t threads_of(DWORD pid, DWORD *ids, size_t size)
{
	struct list list = {ids, size, 0};

	each(pid, add, &list);
	return list.count;
}

struct known {
	const DWORD *ids;
	size_t count;
	DWORD found;
};

static bool is_new(void *context, DWORD thread)
{
	struct known *known = context;

	for (size_t i = 0; i < known->count; i++)
		if (known->ids[i] == thread)
			return false;
	known->found = thread;
	return true;
}

DWORD threads_new(DWORD pid, const DWORD *ids, size_t count)
{
	struct known known = {ids, count, 0};

	each(pid, is_new, &known);
	return known.found;
}
