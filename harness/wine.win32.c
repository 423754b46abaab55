/* SPDX-License-Identifier: MIT
 *
 * Asks ntdll whether it is Wine's.
 */
#include "wine.win32.h"

#include <windows.h>

typedef const char *version_fn(void);

const char *wine_version(void)
{
	version_fn *version =
		(version_fn *)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version");

	return version == NULL ? NULL : version();
}
