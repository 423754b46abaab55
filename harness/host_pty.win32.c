/* SPDX-License-Identifier: MIT
 *
 * The host's pseudo console. What it prints is read and thrown away by a thread, because ClosePseudoConsole waits until
 * its output is drained (learn.microsoft.com/windows/console/closepseudoconsole).
 */
#include <stdlib.h>
#include "host.win32.h"

typedef HRESULT WINAPI create_fn(COORD size, HANDLE input, HANDLE output, DWORD flags, HPCON *ret_pty);
typedef void WINAPI close_fn(HPCON pty);

typedef void found_fn(void);

/* A function of kernel32 that older systems lack. */
static found_fn *find(const char *name)
{
	return (found_fn *)GetProcAddress(GetModuleHandleW(L"kernel32.dll"), name);
}

static DWORD WINAPI drain(void *context)
{
	HANDLE output = context;
	char bytes[512];
	DWORD got;

	while (ReadFile(output, bytes, sizeof(bytes), &got, NULL))
		continue;
	CloseHandle(output);
	return 0;
}

bool host_pty_open(struct host *host)
{
	create_fn *create = (create_fn *)find("CreatePseudoConsole");
	HANDLE input, output_read, output;
	HRESULT result;
	HANDLE thread;

	if (create == NULL) {
		host_report_at(host, "CreatePseudoConsole", 0, ERROR_PROC_NOT_FOUND);
		return false;
	}
	if (!CreatePipe(&input, &host->pty_input, NULL, 0) || !CreatePipe(&output_read, &output, NULL, 0)) {
		host_report(host, "CreatePipe", 0);
		return false;
	}
	thread = CreateThread(NULL, 0, drain, output_read, 0, NULL);
	win32_close(&thread);
	result = create((COORD){80, 25}, input, output, 0, &host->pty);
	CloseHandle(input);
	CloseHandle(output);
	host_report_at(host, "CreatePseudoConsole", SUCCEEDED(result), SUCCEEDED(result) ? 0 : (DWORD)result);
	return SUCCEEDED(result);
}

void host_pty_type(struct host *host, const wchar_t *hex)
{
	unsigned char bytes[16];
	DWORD count = 0, written;

	for (; hex[0] != L'\0' && hex[1] != L'\0' && count < sizeof(bytes); hex += 2) {
		wchar_t pair[] = {hex[0], hex[1], L'\0'};

		bytes[count++] = (unsigned char)wcstoul(pair, NULL, 16);
	}
	host_report(host, "WriteFile", WriteFile(host->pty_input, bytes, count, &written, NULL));
}

void host_pty_close(struct host *host)
{
	close_fn *close = (close_fn *)find("ClosePseudoConsole");

	if (close == NULL || host->pty == NULL) {
		host_report_at(host, "ClosePseudoConsole", 0, ERROR_PROC_NOT_FOUND);
		return;
	}
	close(host->pty);
	host->pty = NULL;
	host_report_at(host, "ClosePseudoConsole", 1, 0);
}
