/* SPDX-License-Identifier: MIT
 *
 * The facts of the start, and saying ready. Whether a window is one, and of which class, is looked up by the
 * harness: user32 in a probe would change how Windows treats it.
 */
#include "ready.win32.h"

#include <stdio.h>
#include <winternl.h>
#include "finally.win32.h"
#include "win32.h"

/* Fields that winternl.h keeps to itself; 64-bit layout as in Wine's winternl.h and the public symbols of ntdll.
 * There is no documented way to ask for them. */
enum { CONSOLE_FLAGS = 0x18, PROCESS_GROUP_ID = 0x408 };

static struct {
	BOOL console, ignored, user32;
	DWORD group, processes; /* group 0: the system does not say */
	HWND window;
} found;

typedef NTSTATUS NTAPI query_fn(HANDLE process, PROCESSINFOCLASS what, void *info, ULONG size, ULONG *ret_size);

/* learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntqueryinformationprocess */
static const char *parameters(void)
{
	query_fn *query =
		(query_fn *)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess");
	PROCESS_BASIC_INFORMATION info;

	if (query == NULL || query(GetCurrentProcess(), ProcessBasicInformation, &info, sizeof(info), NULL) != 0)
		win32_fail("cannot find its own parameters");
	return (const char *)info.PebBaseAddress->ProcessParameters;
}

static DWORD parameter(size_t offset)
{
	return *(const DWORD *)(const void *)(parameters() + offset);
}

void ready_look(void)
{
	DWORD list[64];
	HANDLE out = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
				 OPEN_EXISTING, 0, NULL);

	found.console = out != INVALID_HANDLE_VALUE;
	if (found.console)
		CloseHandle(out);
	found.ignored = (parameter(CONSOLE_FLAGS) & 1) != 0;
	found.group = parameter(PROCESS_GROUP_ID);
	found.user32 = GetModuleHandleW(L"user32.dll") != NULL;
	found.processes = GetConsoleProcessList(list, ARRAYSIZE(list));
	found.window = GetConsoleWindow();
}

static const char *runtime(void)
{
#if defined(_UCRT) && (defined(_DLL) || defined(__MINGW32__))
	return "ucrt";
#elif defined(_UCRT) || (defined(_MSC_VER) && !defined(_DLL))
	return "static";
#else
	return "msvcrt";
#endif
}

void ready_say(enum ready_ping ping, HWND window)
{
	static const char *const pings[] = {"none", "event", "queue"};
	wchar_t path[MAX_PATH];
	FILE *file;

	if (!win32_setting(L"LASTWORDS_READY", path, MAX_PATH) || (file = _wfopen(path, L"wb")) == NULL)
		win32_fail("cannot say ready");
	fprintf(file, "ready %lu\nthread %lu\nping %s\nown-window %llu\nconsole-window %llu\n",
		(unsigned long)GetCurrentProcessId(), (unsigned long)GetCurrentThreadId(), pings[ping],
		(unsigned long long)(uintptr_t)window, (unsigned long long)(uintptr_t)found.window);
	fprintf(file, "console %d\nctrl-c-ignored %d\nuser32 %d\nprocesses %lu\nruntime %s\n", found.console,
		found.ignored, found.user32, (unsigned long)found.processes, runtime());
	fprintf(file, "seh %d\n", finally_known);
	if (found.group != 0)
		fprintf(file, "leader %d\n", found.group == GetCurrentProcessId());
	if (fclose(file) != 0)
		win32_fail("cannot say ready");
	SetEvent(win32_event(L"-ready"));
}
