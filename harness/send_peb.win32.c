/* SPDX-License-Identifier: MIT
 *
 * Reads the process parameters of another process. Where they lie in them is not documented: Wine's tests assert it
 * on Windows (dlls/kernel32/tests/console.c, test_CtrlHandlerSubsystem and test_CreateProcessCUI). So it is not trusted
 * but tried: a process that we start as the leader of a group, and that never runs, must show both. Where it does not
 * (Wine 8 keeps no group there), the answer is "unknown", as for 32-bit processes, which keep a copy of their own.
 */
#include "send_peb.win32.h"

#include <stdint.h>
#include <stdbool.h>
#include <winternl.h>
#include "paths.win32.h"

enum { PEB_PARAMETERS = 0x20, PARAMETERS_FLAGS = 0x18, PARAMETERS_GROUP = 0x408, IGNORES = 1 };

typedef NTSTATUS WINAPI query_fn(HANDLE process, PROCESSINFOCLASS kind, void *information, ULONG size, ULONG *length);

struct peb_facts {
	bool read;
	ULONG flags;
	ULONG group;
};

static bool read_at(HANDLE process, uintptr_t address, void *value, size_t size)
{
	SIZE_T got = 0;

	return ReadProcessMemory(process, (const void *)address, value, size, &got) && got == size;
}

static struct peb_facts read_facts(HANDLE process)
{
	query_fn *query =
		(query_fn *)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess");
	PROCESS_BASIC_INFORMATION basic = {0};
	struct peb_facts facts = {0};
	uintptr_t parameters = 0;
	BOOL wow64 = FALSE;

	if (sizeof(void *) != 8 || query == NULL || !IsWow64Process(process, &wow64) || wow64 ||
	    query(process, ProcessBasicInformation, &basic, sizeof(basic), NULL) != 0)
		return facts;
	facts.read =
		read_at(process, (uintptr_t)basic.PebBaseAddress + PEB_PARAMETERS, &parameters, sizeof(parameters)) &&
		read_at(process, parameters + PARAMETERS_FLAGS, &facts.flags, sizeof(facts.flags)) &&
		read_at(process, parameters + PARAMETERS_GROUP, &facts.group, sizeof(facts.group));
	return facts;
}

/* Both are known of this one. Once for all questions. */
static bool try_out(enum peb_answer *ret_group, enum peb_answer *ret_flags)
{
	static enum peb_answer group, flags;
	STARTUPINFOW startup = {.cb = sizeof(startup)};
	wchar_t own[WIN32_PATH], path[WIN32_PATH + 32];
	PROCESS_INFORMATION process;
	struct peb_facts facts;

	if (group == PEB_UNKNOWN) {
		paths_own(own, ARRAYSIZE(own));
		win32_format(path, ARRAYSIZE(path), L"%ls\\lastwords-sender.exe", own);
		if (!CreateProcessW(path, NULL, NULL, NULL, FALSE,
				    CREATE_SUSPENDED | CREATE_NEW_PROCESS_GROUP | DETACHED_PROCESS, NULL, NULL,
				    &startup, &process))
			return false;
		facts = read_facts(process.hProcess);
		TerminateProcess(process.hProcess, 0);
		CloseHandle(process.hThread);
		CloseHandle(process.hProcess);
		group = facts.read && facts.group == process.dwProcessId ? PEB_YES : PEB_NO;
		flags = facts.read && facts.flags == IGNORES ? PEB_YES : PEB_NO;
	}
	*ret_group = group;
	*ret_flags = flags;
	return true;
}

static struct peb_facts facts_of(DWORD pid)
{
	HANDLE process = OpenProcess(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ, FALSE, pid);
	struct peb_facts facts = {0};

	if (process == NULL)
		return facts;
	facts = read_facts(process);
	CloseHandle(process);
	return facts;
}

enum peb_answer peb_leads_group(DWORD pid)
{
	struct peb_facts facts = facts_of(pid);
	enum peb_answer group, flags;

	if (!facts.read || !try_out(&group, &flags) || group != PEB_YES)
		return PEB_UNKNOWN;
	return facts.group == pid ? PEB_YES : PEB_NO;
}

enum peb_answer peb_ignores_interrupt(DWORD pid)
{
	struct peb_facts facts = facts_of(pid);
	enum peb_answer group, flags;

	if (!facts.read || !try_out(&group, &flags) || flags != PEB_YES)
		return PEB_UNKNOWN;
	return (facts.flags & IGNORES) != 0 ? PEB_YES : PEB_NO;
}
