/* SPDX-License-Identifier: MIT
 *
 * Holds processes, finds their descendants and our ancestors. A snapshot knows parents by their numbers alone, which
 * may have been given to others since (learn.microsoft.com/windows/win32/api/tlhelp32/ns-tlhelp32-processentry32w);
 * what settles it is who is older.
 */
#include "send_process.win32.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tlhelp32.h>
#include "send_report.h"

enum { PASSES_MAX = 20, ANCESTORS_MAX = 64 };

typedef BOOL WINAPI is_critical_fn(HANDLE process, BOOL *critical);

uint64_t filetime_number(FILETIME time)
{
	return (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
}

static uint64_t created_at(HANDLE process)
{
	FILETIME created, ended, kernel, user;

	return GetProcessTimes(process, &created, &ended, &kernel, &user) ? filetime_number(created) : 0;
}

static void name_of(HANDLE process, char *name, size_t size)
{
	wchar_t path[WIN32_PATH];
	DWORD length = ARRAYSIZE(path);
	const wchar_t *slash;

	snprintf(name, size, "?");
	if (!QueryFullProcessImageNameW(process, 0, path, &length))
		return;
	slash = wcsrchr(path, L'\\');
	win32_narrow(slash == NULL ? path : slash + 1, name, size);
}

int held_open(struct held *ret_held, DWORD pid, DWORD rights)
{
	*ret_held = (struct held){
		.pid = pid,
		.process = OpenProcess(SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION | rights, FALSE, pid),
	};
	if (ret_held->process == NULL)
		return -1;
	/* Numbers are multiples of four, and OpenProcess takes those in between for the one below. */
	if (GetProcessId(ret_held->process) != pid || win32_ended(ret_held->process)) {
		SetLastError(GetProcessId(ret_held->process) != pid ? ERROR_INVALID_PARAMETER : ERROR_PROCESS_ABORTED);
		held_close(ret_held);
		return -1;
	}
	ret_held->created = created_at(ret_held->process);
	name_of(ret_held->process, ret_held->name, sizeof(ret_held->name));
	return 0;
}

void held_close(struct held *held)
{
	DWORD error = GetLastError();

	win32_close(&held->process);
	SetLastError(error);
}

void process_name(DWORD pid, char *name, size_t size)
{
	struct held held;

	snprintf(name, size, "?");
	if (held_open(&held, pid, 0) < 0)
		return;
	snprintf(name, size, "%s", held.name);
	held_close(&held);
}

static DWORD parent_of(HANDLE snapshot, DWORD pid)
{
	PROCESSENTRY32W entry = {.dwSize = sizeof(entry)};

	for (BOOL more = Process32FirstW(snapshot, &entry); more; more = Process32NextW(snapshot, &entry))
		if (entry.th32ProcessID == pid)
			return entry.th32ParentProcessID;
	return 0;
}

size_t ancestors_find(DWORD *pids, size_t size)
{
	HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
	uint64_t created = created_at(GetCurrentProcess());
	DWORD pid = GetCurrentProcessId();
	size_t count = 0;
	struct held held;

	if (snapshot == INVALID_HANDLE_VALUE)
		return 0;
	while (count < size && (pid = parent_of(snapshot, pid)) != 0) {
		/* Without the right to ask when it was created: rather one too many. */
		bool opened = held_open(&held, pid, 0) == 0;
		bool denied = !opened && GetLastError() == ERROR_ACCESS_DENIED;

		if (opened)
			held_close(&held);
		if (!denied && (!opened || held.created > created))
			break;
		pids[count++] = pid;
		if (denied)
			break;
		created = held.created;
	}
	CloseHandle(snapshot);
	return count;
}

static const struct held *find_held(const struct send_targets *targets, DWORD pid)
{
	for (size_t i = 0; i < targets->count; i++)
		if (targets->list[i].pid == pid)
			return &targets->list[i];
	return NULL;
}

static int append(struct send_targets *targets, const struct held *held)
{
	struct held *list = realloc(targets->list, (targets->count + 1) * sizeof(*list));

	if (list == NULL)
		return -1;
	targets->list = list;
	list[targets->count++] = *held;
	return 0;
}

/* It is the process of the snapshot only if it was there before that was taken, and a child only if it is no older than
 * the parent that is held. */
static enum send_result take(struct send *send, const PROCESSENTRY32W *entry, uint64_t taken, DWORD rights)
{
	const struct held *parent = find_held(send->targets, entry->th32ParentProcessID);
	uint64_t after = parent == NULL ? 0 : parent->created;
	DWORD pid = entry->th32ProcessID;
	struct held held;

	if (parent == NULL || pid == 0 || pid == GetCurrentProcessId() || find_held(send->targets, pid) != NULL ||
	    _wcsicmp(entry->szExeFile, L"conhost.exe") == 0)
		return SEND_UNSET;
	if (held_open(&held, pid, rights) < 0) {
		if (GetLastError() != ERROR_ACCESS_DENIED)
			return SEND_UNSET;
		return send_fail(send, SEND_BLOCKED, "its descendant %lu cannot be opened: access denied",
				 (unsigned long)pid);
	}
	if (held.created >= after && held.created <= taken && append(send->targets, &held) == 0)
		return SEND_UNSET;
	held_close(&held);
	return SEND_UNSET;
}

static enum send_result pass(struct send *send, DWORD rights)
{
	PROCESSENTRY32W entry = {.dwSize = sizeof(entry)};
	enum send_result result = SEND_UNSET;
	HANDLE snapshot;
	FILETIME taken;

	GetSystemTimeAsFileTime(&taken);
	snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
	if (snapshot == INVALID_HANDLE_VALUE)
		return send_fail(send, SEND_BLOCKED, "its descendants cannot be found: CreateToolhelp32Snapshot fails");
	for (BOOL more = Process32FirstW(snapshot, &entry); more && result == SEND_UNSET;
	     more = Process32NextW(snapshot, &entry))
		result = take(send, &entry, filetime_number(taken), rights);
	CloseHandle(snapshot);
	return result;
}

enum send_result held_descendants(struct send *send, DWORD rights)
{
	enum send_result result = SEND_UNSET;
	size_t before = 0;

	for (int i = 0; i < PASSES_MAX && result == SEND_UNSET && before != send->targets->count; i++) {
		before = send->targets->count;
		result = pass(send, rights);
	}
	if (result == SEND_UNSET && before != send->targets->count)
		send_note(send, SEND_WARNING, 0, "still-forking",
			  "the tree still grows: what is started from now on is not told");
	return result;
}

bool process_is_critical(HANDLE process)
{
	is_critical_fn *is_critical = (is_critical_fn *)(void (*)(void))GetProcAddress(
		GetModuleHandleW(L"kernel32.dll"), "IsProcessCritical");
	BOOL critical = FALSE;

	return is_critical != NULL && is_critical(process, &critical) && critical;
}
