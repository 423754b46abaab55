/* SPDX-License-Identifier: MIT
 *
 * A TLS callback of the program (PE format, "TLS Callback Functions":
 * learn.microsoft.com/windows/win32/debug/pe-format#tls-callback-functions). The linker gathers callbacks from the
 * sections .CRT$XL?; how a variable gets into one is written in the dialect that gcc, clang and MinGW share.
 */
#include <windows.h>
#include "mark.h"
#include "rung.h"

static void NTAPI on_thread(PVOID module, DWORD reason, PVOID reserved)
{
	(void)module;
	(void)reserved;
	if (reason == DLL_PROCESS_DETACH && rung_installed())
		mark("tls-callback", 0);
}

extern const PIMAGE_TLS_CALLBACK rung_tls_callback;
const PIMAGE_TLS_CALLBACK rung_tls_callback __attribute__((section(".CRT$XLE"), used)) = on_thread;
