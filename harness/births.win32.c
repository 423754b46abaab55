/* SPDX-License-Identifier: MIT
 *
 * Whoever the server knows can be ended at any time; who is unborn is waited for, and is ended when it is there. Hosts
 * and consoles end by themselves when nobody is left for them; and the end of a host can be that of its job, the end of
 * a console that of its programs, both without a care for who is being born. So these two are only waited for.
 */
#include "births.win32.h"

#include <psapi.h>
#include <string.h>
#include "port.h"
#include "wine.win32.h"

enum { LOOK_MS = 2, MEMBERS = 256 };
/* A host that hangs is left to the caller, as is who was never to be born. */
enum { PATIENCE_NS = 2 * 1000 * 1000 * 1000 };

struct members {
	JOBOBJECT_BASIC_PROCESS_ID_LIST list;
	ULONG_PTR more[MEMBERS];
};

/* Wine's server reads this of the process by the number that it has once the first message has come
 * (server/process.c: get_process_vm_counters). */
static bool is_unborn(HANDLE process)
{
	PROCESS_MEMORY_COUNTERS counters;

	return !K32GetProcessMemoryInfo(process, &counters, sizeof(counters)) && GetLastError() == ERROR_ACCESS_DENIED;
}

static bool ends_by_itself(HANDLE process)
{
	wchar_t path[WIN32_PATH];
	DWORD length = ARRAYSIZE(path);
	const wchar_t *name;

	if (!QueryFullProcessImageNameW(process, 0, path, &length))
		return false;
	name = wcsrchr(path, L'\\');
	return name != NULL && (_wcsicmp(name, L"\\lastwords-host.exe") == 0 || _wcsicmp(name, L"\\conhost.exe") == 0);
}

/* Somebody of the job, whom we may hold: end it, where it can be ended, and keep it in ret_waited, where it is to be
 * waited for. */
static void meet(HANDLE job, HANDLE process, bool ending, HANDLE *ret_waited)
{
	bool unborn;

	BOOL inside = FALSE;

	/* While it is held its number cannot become another's. */
	if (process == NULL || !IsProcessInJob(process, job, &inside) || !inside || win32_ended(process)) {
		win32_close(&process);
		return;
	}
	unborn = is_unborn(process);
	if (ending && !unborn && !ends_by_itself(process))
		TerminateProcess(process, 1);
	if (ending || unborn) {
		win32_close(ret_waited);
		*ret_waited = process;
	} else {
		win32_close(&process);
	}
}

/* One look at all. Is somebody still to be waited for? */
static bool look_through(HANDLE job, bool ending)
{
	struct members members;
	HANDLE waited = NULL;

	if (!QueryInformationJobObject(job, JobObjectBasicProcessIdList, &members, sizeof(members), NULL) &&
	    GetLastError() != ERROR_MORE_DATA)
		return false;
	for (DWORD i = 0; i < members.list.NumberOfProcessIdsInList; i++) {
		DWORD pid = (DWORD)members.list.ProcessIdList[i];

		if (pid != GetCurrentProcessId())
			meet(job, OpenProcess(PROCESS_QUERY_INFORMATION | PROCESS_TERMINATE | SYNCHRONIZE, FALSE, pid),
			     ending, &waited);
	}
	if (waited == NULL)
		return false;
	WaitForSingleObject(waited, LOOK_MS);
	win32_close(&waited);
	return true;
}

static void attend(HANDLE job, bool ending)
{
	int64_t until = clock_ns() + PATIENCE_NS;

	if (wine_version() == NULL)
		return;
	while (look_through(job, ending) && clock_ns() < until)
		;
}

void births_wait(HANDLE job)
{
	attend(job, false);
}

void births_end(HANDLE job)
{
	attend(job, true);
}
