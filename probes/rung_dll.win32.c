/* SPDX-License-Identifier: MIT
 *
 * The DLL that the probes are linked with. Its entry point may only do what is allowed under the loader lock
 * (learn.microsoft.com/windows/win32/dlls/dynamic-link-library-best-practices): one write to a file is.
 */
#include "rung_dll.win32.h"

#include <windows.h>
#include "mark.h"

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved);

static BOOL armed;

void rung_dll_arm(void)
{
	mark_open();
	armed = TRUE;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved)
{
	(void)self;
	(void)reserved;
	if (reason == DLL_PROCESS_DETACH && armed)
		mark("dll-detach", 0);
	return TRUE;
}
