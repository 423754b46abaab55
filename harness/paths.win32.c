/* SPDX-License-Identifier: MIT
 *
 * Paths on Windows, from the program's own.
 */
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "axes.h"
#include "paths.win32.h"

void paths_own(wchar_t *path, size_t size)
{
	wchar_t *slash;

	path[0] = L'\0';
	GetModuleFileNameW(NULL, path, (DWORD)size);
	slash = wcsrchr(path, L'\\');
	if (slash != NULL)
		*slash = L'\0';
}

static int accept_directory(const wchar_t *directory, char *path, size_t size)
{
	wchar_t absolute[WIN32_PATH], probe[WIN32_PATH];

	if (GetFullPathNameW(directory, ARRAYSIZE(absolute), absolute, NULL) == 0)
		return -1;
	win32_format(probe, ARRAYSIZE(probe), L"%ls\\bare.exe", absolute);
	if (GetFileAttributesW(probe) == INVALID_FILE_ATTRIBUTES)
		return -1;
	win32_narrow(absolute, path, size);
	return path[0] == '\0' ? -1 : 0;
}

int paths_probes(const char *given, char *path, size_t size)
{
	static const wchar_t *const places[] = {L"probes", L"..\\probes", L"..\\libexec\\lastwords\\probes"};
	wchar_t own[WIN32_PATH], place[WIN32_PATH];
	char shown[WIN32_PATH];

	if (given != NULL) {
		if (accept_directory(win32_wide(given, place, ARRAYSIZE(place)), path, size) == 0)
			return 0;
		fprintf(stderr,
			"lastwords: no probe programs in %s: give --probes the folder that holds 'bare' and the "
			"others\n",
			given);
		return -1;
	}
	paths_own(own, ARRAYSIZE(own));
	for (size_t i = 0; i < countof(places); i++) {
		win32_format(place, ARRAYSIZE(place), L"%ls\\%ls", own, places[i]);
		if (accept_directory(place, path, size) == 0)
			return 0;
	}
	fprintf(stderr, "lastwords: no probe programs beside %s: say where they are with --probes DIR\n",
		win32_narrow(own, shown, sizeof(shown)));
	return -1;
}
