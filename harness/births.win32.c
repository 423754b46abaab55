/* SPDX-License-Identifier: MIT
 *
 * Who is stopped bears nobody: so the threads of the job are suspended, again and again, until a look finds nobody who
 * ran, nobody unborn, and that nobody was added meanwhile.
 */
#include "births.win32.h"

#include <psapi.h>
#include <tlhelp32.h>
#include "port.h"
#include "wine.win32.h"

enum { LOOK_MS = 2, MEMBERS = 256 };
/* Some parents are stopped before there is anything of the child that could be left: those are not to be waited for,
 * but cannot be told from the others. */
enum { PATIENCE_NS = 2 * 1000 * 1000 * 1000 };

struct members {
	JOBOBJECT_BASIC_PROCESS_ID_LIST list;
	ULONG_PTR more[MEMBERS];
};

struct look {
	HANDLE job;
	struct members members;
	DWORD pid; /* of process, and whether it is in the job */
	HANDLE process;
	BOOL inside;
	bool ran;
	HANDLE unborn; /* one of them */
};

static bool is_listed(const struct members *members, DWORD pid)
{
	for (DWORD i = 0; i < members->list.NumberOfProcessIdsInList; i++)
		if (members->list.ProcessIdList[i] == pid)
			return pid != GetCurrentProcessId();
	return false;
}

/* Wine's server reads this of the process by the number that it has once the first message has come
 * (server/process.c: get_process_vm_counters). */
static bool is_unborn(HANDLE process)
{
	PROCESS_MEMORY_COUNTERS counters;

	return !K32GetProcessMemoryInfo(process, &counters, sizeof(counters)) && GetLastError() == ERROR_ACCESS_DENIED;
}

/* Did it run until now? While its process is held, its number cannot be that of another's. */
static bool stop(DWORD id, DWORD pid)
{
	HANDLE thread = OpenThread(THREAD_SUSPEND_RESUME | THREAD_QUERY_LIMITED_INFORMATION, FALSE, id);
	bool ran = thread != NULL && GetProcessIdOfThread(thread) == pid && SuspendThread(thread) == 0;

	win32_close(&thread);
	return ran;
}

static void meet(struct look *look, DWORD pid, DWORD thread)
{
	if (pid != look->pid) {
		win32_close(&look->process);
		look->pid = pid;
		look->inside = FALSE;
		if (is_listed(&look->members, pid))
			look->process = OpenProcess(PROCESS_QUERY_INFORMATION | SYNCHRONIZE, FALSE, pid);
		if (look->process != NULL)
			IsProcessInJob(look->process, look->job, &look->inside);
	}
	if (!look->inside)
		return;
	if (!is_unborn(look->process)) {
		look->ran = stop(thread, pid) || look->ran;
	} else if (look->unborn == NULL) {
		look->unborn = look->process;
		look->process = NULL;
		look->inside = FALSE;
	}
}

/* How many were ever added to it. */
static DWORD total_of(HANDLE job)
{
	JOBOBJECT_BASIC_ACCOUNTING_INFORMATION counts = {0};

	QueryInformationJobObject(job, JobObjectBasicAccountingInformation, &counts, sizeof(counts), NULL);
	return counts.TotalProcesses;
}

/* Is there still somebody who may be born, or bear? */
static bool look_through(HANDLE job)
{
	struct look look = {.job = job};
	THREADENTRY32 entry = {.dwSize = sizeof(entry)};
	DWORD total = total_of(job);
	HANDLE snapshot;
	bool again;

	if (!QueryInformationJobObject(job, JobObjectBasicProcessIdList, &look.members, sizeof(look.members), NULL))
		return false;
	snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
	if (snapshot == INVALID_HANDLE_VALUE)
		return false;
	for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry))
		meet(&look, entry.th32OwnerProcessID, entry.th32ThreadID);
	CloseHandle(snapshot);
	win32_close(&look.process);
	again = look.ran || look.unborn != NULL || total_of(job) != total;
	if (look.unborn != NULL)
		WaitForSingleObject(look.unborn, LOOK_MS);
	win32_close(&look.unborn);
	return again;
}

void births_end(HANDLE job)
{
	int64_t until = clock_ns() + PATIENCE_NS;

	if (wine_version() == NULL)
		return;
	while (look_through(job) && clock_ns() < until)
		;
}
