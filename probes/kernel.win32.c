/* SPDX-License-Identifier: MIT
 *
 * The probes' small change: settings, events, time, starting oneself again.
 */
#include "win32.h"

enum { NAME_SIZE = 160, COMMAND_SIZE = 4096 };

_Noreturn void win32_fail(const char *what)
{
	static const char head[] = "probe: ";
	HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
	DWORD written, length = 0;

	while (what[length] != '\0')
		length++;
	WriteFile(out, head, sizeof(head) - 1, &written, NULL);
	WriteFile(out, what, length, &written, NULL);
	WriteFile(out, "\r\n", 2, &written, NULL);
	ExitProcess(2);
}

bool win32_setting(const wchar_t *name, wchar_t *text, DWORD size)
{
	DWORD length = GetEnvironmentVariableW(name, text, size);

	return length > 0 && length < size;
}

static const wchar_t *full_name(const wchar_t *suffix, wchar_t *name)
{
	size_t length;

	if (!win32_setting(L"LASTWORDS_EVENTS", name, NAME_SIZE / 2))
		win32_fail("LASTWORDS_EVENTS is not set: probes are started by lastwords");
	for (length = 0; name[length] != L'\0'; length++)
		continue;
	while (length < NAME_SIZE - 1 && *suffix != L'\0')
		name[length++] = *suffix++;
	name[length] = L'\0';
	return name;
}

HANDLE win32_event(const wchar_t *suffix)
{
	wchar_t name[NAME_SIZE];
	HANDLE event = OpenEventW(EVENT_MODIFY_STATE | SYNCHRONIZE, FALSE, full_name(suffix, name));

	if (event == NULL)
		win32_fail("cannot open an event of the cell");
	return event;
}

HANDLE win32_mutex(const wchar_t *suffix)
{
	wchar_t name[NAME_SIZE];
	HANDLE mutex = OpenMutexW(MUTEX_MODIFY_STATE | SYNCHRONIZE, FALSE, full_name(suffix, name));

	if (mutex == NULL || WaitForSingleObject(mutex, 0) == WAIT_FAILED)
		win32_fail("cannot own the mutex of the cell");
	return mutex;
}

uint64_t win32_now(void)
{
	LARGE_INTEGER now, frequency;
	uint64_t seconds, rest;

	QueryPerformanceFrequency(&frequency);
	QueryPerformanceCounter(&now);
	seconds = (uint64_t)(now.QuadPart / frequency.QuadPart);
	rest = (uint64_t)(now.QuadPart % frequency.QuadPart);
	return seconds * 1000000000 + rest * 1000000000 / (uint64_t)frequency.QuadPart;
}

HANDLE win32_again(const wchar_t *variable, DWORD flags, HANDLE job)
{
	STARTUPINFOW startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESHOWWINDOW, .wShowWindow = SW_HIDE};
	PROCESS_INFORMATION process;
	wchar_t command[COMMAND_SIZE];
	const wchar_t *own = GetCommandLineW();
	size_t length = 0;

	while (own[length] != L'\0' && length < COMMAND_SIZE - 1) {
		command[length] = own[length];
		length++;
	}
	command[length] = L'\0';
	SetEnvironmentVariableW(variable, L"1");
	/* Suspended, so that it is in the job before it can do anything. */
	if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, flags | CREATE_SUSPENDED, NULL, NULL, &startup, &process))
		win32_fail("cannot start itself again");
	if (job != NULL && !AssignProcessToJobObject(job, process.hProcess)) {
		TerminateProcess(process.hProcess, 2);
		win32_fail("cannot put its child into a job");
	}
	ResumeThread(process.hThread);
	CloseHandle(process.hThread);
	return process.hProcess;
}
