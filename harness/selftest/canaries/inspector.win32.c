/* SPDX-License-Identifier: MIT
 *
 * Looks at what it inherited (environment, handles, directory, whether Ctrl+C is ignored), and makes its cell fail
 * unless all of it is clean.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "canary.win32.h"

#include <winternl.h>

/* Where the parameters of a process tell that Ctrl+C is ignored (64-bit layout; documented nowhere). */
enum { CONSOLE_FLAGS = 0x18, FIRST_HANDLE = 0x18, HANDLES = 0x1000 };

typedef NTSTATUS NTAPI query_fn(HANDLE process, PROCESSINFOCLASS what, void *info, ULONG size, ULONG *ret_size);

static const char *const variables[] = {"LASTWORDS_EVENTS=",
					"LASTWORDS_JOURNAL=",
					"LASTWORDS_READY=",
					"COMSPEC=",
					"LOCALAPPDATA=",
					"PATH=",
					"PATHEXT=",
					"SYSTEMDRIVE=",
					"SYSTEMROOT=",
					"TEMP=",
					"TMP=",
					"USERPROFILE=",
					"WINDIR="};

static void inspect_variable(const wchar_t *variable)
{
	char text[64];

	snprintf(text, sizeof(text), "%.60ls", variable);
	/* "=C:=..." are cmd's directories of drives, which the system makes itself; so does Wine its own settings. */
	if (text[0] == '=' || strncmp(text, "WINE", 4) == 0)
		return;
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		if (_strnicmp(text, variables[i], strlen(variables[i])) == 0)
			return;
	canary_insist(false, text);
}

static void inspect_environment(void)
{
	for (const wchar_t *at = GetEnvironmentStringsW(); *at != L'\0'; at += wcslen(at) + 1)
		inspect_variable(at);
}

/* What was inherited can be inherited again. Standard handles may be; Wine 8 copies those of the parent into the first
 * numbers, even for who shall inherit nothing and has others. */
static void inspect_handles(void)
{
	const HANDLE standard[] = {GetStdHandle(STD_INPUT_HANDLE), GetStdHandle(STD_OUTPUT_HANDLE),
				   GetStdHandle(STD_ERROR_HANDLE)};
	char text[32];
	DWORD flags;

	for (uintptr_t number = FIRST_HANDLE; number < HANDLES; number += 4) {
		HANDLE handle = (HANDLE)number;

		if (handle == standard[0] || handle == standard[1] || handle == standard[2])
			continue;
		snprintf(text, sizeof(text), "handle %llu", (unsigned long long)number);
		canary_insist(!GetHandleInformation(handle, &flags) || (flags & HANDLE_FLAG_INHERIT) == 0, text);
	}
}

static void inspect_directory(void)
{
	WIN32_FIND_DATAA entry;
	HANDLE search = FindFirstFileA("*", &entry);

	do
		canary_insist(entry.cFileName[0] == '.' || strcmp(entry.cFileName, "lock") == 0, entry.cFileName);
	while (FindNextFileA(search, &entry));
}

static void inspect_ctrl_c(void)
{
	query_fn *query =
		(query_fn *)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess");
	PROCESS_BASIC_INFORMATION info;

	query(GetCurrentProcess(), ProcessBasicInformation, &info, sizeof(info), NULL);
	canary_insist((*((const char *)info.PebBaseAddress->ProcessParameters + CONSOLE_FLAGS) & 1) == 0,
		      "Ctrl+C is ignored");
}

int main(void)
{
	inspect_environment();
	inspect_handles();
	inspect_directory();
	inspect_ctrl_c();
	canary_ready(canary_pid());
	canary_rest();
}
