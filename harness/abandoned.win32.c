/* SPDX-License-Identifier: MIT
 *
 * Directories of runs on Windows: a file that is open without sharing tells that its run lives.
 */
#include "abandoned.win32.h"

static const wchar_t lock_name[] = L"alive";

HANDLE abandoned_make_run(const wchar_t *root)
{
	wchar_t path[WIN32_PATH];

	if (!CreateDirectoryW(root, NULL))
		return INVALID_HANDLE_VALUE;
	win32_format(path, ARRAYSIZE(path), L"%ls\\%ls", root, lock_name);
	return CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
}

static bool remove_one(const wchar_t *path, const WIN32_FIND_DATAW *entry)
{
	/* What may not be written may not be deleted
	 * (learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-deletefilew). */
	if ((entry->dwFileAttributes & FILE_ATTRIBUTE_READONLY) != 0)
		SetFileAttributesW(path, FILE_ATTRIBUTE_NORMAL);
	if ((entry->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) == 0)
		return DeleteFileW(path);
	if ((entry->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0)
		abandoned_empty(path);
	return RemoveDirectoryW(path);
}

bool abandoned_empty(const wchar_t *path)
{
	WIN32_FIND_DATAW entry;
	wchar_t below[WIN32_PATH];
	bool empty = true;
	HANDLE search;

	win32_format(below, ARRAYSIZE(below), L"%ls\\*", path);
	search = FindFirstFileW(below, &entry);
	if (search == INVALID_HANDLE_VALUE)
		return GetLastError() == ERROR_FILE_NOT_FOUND;
	do {
		if (wcscmp(entry.cFileName, L".") == 0 || wcscmp(entry.cFileName, L"..") == 0)
			continue;
		win32_format(below, ARRAYSIZE(below), L"%ls\\%ls", path, entry.cFileName);
		empty = remove_one(below, &entry) && empty;
	} while (FindNextFileW(search, &entry));
	FindClose(search);
	return empty;
}

void abandoned_remove(const wchar_t *path)
{
	abandoned_empty(path);
	RemoveDirectoryW(path);
}

static bool is_held(const wchar_t *run)
{
	wchar_t path[WIN32_PATH];
	HANDLE lock;

	win32_format(path, ARRAYSIZE(path), L"%ls\\%ls", run, lock_name);
	lock = CreateFileW(path, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
	if (lock == INVALID_HANDLE_VALUE)
		return GetLastError() != ERROR_FILE_NOT_FOUND;
	CloseHandle(lock);
	return false;
}

void abandoned_sweep_runs(const wchar_t *parent)
{
	WIN32_FIND_DATAW entry;
	wchar_t path[WIN32_PATH];
	HANDLE search;

	win32_format(path, ARRAYSIZE(path), L"%lslastwords-run-*", parent);
	search = FindFirstFileW(path, &entry);
	if (search == INVALID_HANDLE_VALUE)
		return;
	do {
		win32_format(path, ARRAYSIZE(path), L"%ls%ls", parent, entry.cFileName);
		if (!is_held(path))
			abandoned_remove(path);
	} while (FindNextFileW(search, &entry));
	FindClose(search);
}
