/* SPDX-License-Identifier: MIT
 *
 * Facts on Windows and Wine. What cannot be read is null.
 */
#include "facts.h"

#include <stdio.h>
#include "win32.h"
#include "wine.win32.h"

typedef LONG WINAPI rtl_version_fn(OSVERSIONINFOW *version);

static json_t *text_or_null(const char *text)
{
	return text == NULL || text[0] == '\0' ? json_null() : json_string(text);
}

/* GetVersionEx lies to programs without the right manifest; this one does not
 * (learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-rtlgetversion). */
static json_t *kernel(void)
{
	rtl_version_fn *get =
		(rtl_version_fn *)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
	OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof(version)};

	if (get == NULL || get(&version) != 0)
		return json_null();
	return json_sprintf("Windows NT %lu.%lu.%lu", (unsigned long)version.dwMajorVersion,
			    (unsigned long)version.dwMinorVersion, (unsigned long)version.dwBuildNumber);
}

/* "ProductName DisplayVersion", as the system calls itself; under Wine it is Wine's. */
static json_t *distribution(void)
{
	static const wchar_t key[] = L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
	wchar_t name[128] = L"", release[64] = L"";
	DWORD size = sizeof(name);
	char text[256], more[128];

	if (wine_version() != NULL)
		return json_sprintf("Wine %s", wine_version());
	RegGetValueW(HKEY_LOCAL_MACHINE, key, L"ProductName", RRF_RT_REG_SZ, NULL, name, &size);
	size = sizeof(release);
	RegGetValueW(HKEY_LOCAL_MACHINE, key, L"DisplayVersion", RRF_RT_REG_SZ, NULL, release, &size);
	win32_narrow(name, text, sizeof(text));
	win32_narrow(release, more, sizeof(more));
	return text[0] == '\0' ? json_null() : json_sprintf("%s%s%s", text, more[0] == '\0' ? "" : " ", more);
}

static const char *machine(void)
{
	SYSTEM_INFO info;

	GetNativeSystemInfo(&info);
	switch (info.wProcessorArchitecture) {
	case PROCESSOR_ARCHITECTURE_AMD64:
		return "x86_64";
	case PROCESSOR_ARCHITECTURE_ARM64:
		return "aarch64";
	case PROCESSOR_ARCHITECTURE_INTEL:
		return "i686";
	default:
		return NULL;
	}
}

static const char *runtime(void)
{
#if defined(_UCRT)
	return "ucrt";
#else
	return "msvcrt";
#endif
}

json_t *facts_os(void)
{
	return json_pack("{s:o, s:s, s:o, s:o}", "kernel", kernel(), "libc", runtime(), "distribution", distribution(),
			 "machine", text_or_null(machine()));
}

/* A window station that is not visible has no desktop that a user sees (services, ssh). */
static bool has_desktop(void)
{
	USEROBJECTFLAGS flags = {0};

	return GetUserObjectInformationW(GetProcessWindowStation(), UOI_FLAGS, &flags, sizeof(flags), NULL) &&
	       (flags.dwFlags & WSF_VISIBLE) != 0;
}

static bool is_elevated(void)
{
	TOKEN_ELEVATION elevation = {0};
	HANDLE token;
	DWORD size;

	if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
		return false;
	GetTokenInformation(token, TokenElevation, &elevation, sizeof(elevation), &size);
	CloseHandle(token);
	return elevation.TokenIsElevated != 0;
}

json_t *facts_caller(void)
{
	DWORD session = 0, processes[64];
	BOOL in_job = FALSE;

	ProcessIdToSessionId(GetCurrentProcessId(), &session);
	IsProcessInJob(GetCurrentProcess(), NULL, &in_job);
	return json_pack("{s:b, s:i, s:b, s:b, s:b, s:i, s:s?}", "elevated", is_elevated(), "session", (int)session,
			 "desktop", has_desktop(), "job", in_job, "console_window", GetConsoleWindow() != NULL,
			 "console_processes", (int)GetConsoleProcessList(processes, ARRAYSIZE(processes)), "wine",
			 wine_version());
}
