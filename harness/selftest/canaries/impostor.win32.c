/* SPDX-License-Identifier: MIT
 *
 * Says that somebody else is ready: process 4, which is the system, its parent, which is the harness's, a number that
 * nobody has, and one that is its own only after its upper half was cut off. Whoever believes it sends to a stranger.
 */
#include <stdio.h>
#include "canary.win32.h"

#include <tlhelp32.h>

enum { SYSTEM = 4, NOBODY = 0x7ffffffc };

static long long parent(void)
{
	HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
	PROCESSENTRY32 entry = {.dwSize = sizeof(entry)};

	for (BOOL more = Process32First(snapshot, &entry); more; more = Process32Next(snapshot, &entry))
		if (entry.th32ProcessID == GetCurrentProcessId())
			return entry.th32ParentProcessID;
	return NOBODY;
}

static long long somebody(char **argv)
{
	if (canary_asked(argv, "ignore"))
		return parent();
	if (canary_asked(argv, "handler-flag"))
		return NOBODY;
	if (canary_asked(argv, "handler-exit"))
		return canary_pid() + (1LL << 32);
	return SYSTEM;
}

int main(int argc, char **argv)
{
	(void)argc;
	canary_ready(somebody(argv));
	canary_rest();
}
