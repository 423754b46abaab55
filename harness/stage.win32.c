/* SPDX-License-Identifier: MIT
 *
 * Setting and striking the stage on Windows.
 */
#include "stage.win32.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include "abandoned.win32.h"
#include "journal.h"

enum { SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, ENVIRONMENT_SIZE = 16384 };

static HANDLE make_event(const struct stage *stage, const wchar_t *suffix, bool manual)
{
	wchar_t name[96];

	win32_format(name, ARRAYSIZE(name), L"%ls%ls", stage->prefix, suffix);
	return CreateEventW(NULL, manual, FALSE, name);
}

static bool make_events(struct stage *stage)
{
	wchar_t name[96];

	stage->ready = make_event(stage, L"-ready", true);
	stage->ping = make_event(stage, L"-ping", false);
	stage->pong = make_event(stage, L"-pong", false);
	stage->hold = make_event(stage, L"-hold", true);
	win32_format(name, ARRAYSIZE(name), L"%ls-mutex", stage->prefix);
	stage->mutex = CreateMutexW(NULL, FALSE, name);
	return stage->ready != NULL && stage->ping != NULL && stage->pong != NULL && stage->hold != NULL &&
	       stage->mutex != NULL;
}

static bool make_input(struct stage *stage)
{
	SECURITY_ATTRIBUTES inherit = {.nLength = sizeof(inherit), .bInheritHandle = TRUE};

	return CreatePipe(&stage->input_read, &stage->input_write, &inherit, 0) &&
	       SetHandleInformation(stage->input_write, HANDLE_FLAG_INHERIT, 0);
}

int stage_open(struct stage *stage, const struct ground *ground, unsigned needs, struct trouble *trouble)
{
	static atomic_uint serials; /* of all workers */
	unsigned serial = atomic_fetch_add(&serials, 1);

	*stage = (struct stage){0};
	win32_format(stage->prefix, ARRAYSIZE(stage->prefix), L"lastwords-%lu-%u-%u",
		     (unsigned long)GetCurrentProcessId(), ground->worker, serial);
	win32_format(stage->journal_path, WIN32_PATH, L"%ls\\journal-%u", ground->root, serial);
	win32_format(stage->ready_path, WIN32_PATH, L"%ls\\ready-%u", ground->root, serial);
	stage->journal = CreateFileW(stage->journal_path, GENERIC_READ, SHARE_ALL, NULL, CREATE_NEW,
				     FILE_ATTRIBUTE_NORMAL, NULL);
	if (stage->journal == INVALID_HANDLE_VALUE)
		return win32_trouble(trouble, STEP_STAGE, "CreateFile (journal)");
	if (!make_events(stage))
		return win32_trouble(trouble, STEP_STAGE, "CreateEvent");
	if ((needs & STAGE_IN) != 0 && !make_input(stage))
		return win32_trouble(trouble, STEP_STAGE, "CreatePipe");
	return 0;
}

static wchar_t *add(wchar_t *out, const wchar_t *end, const wchar_t *name, const wchar_t *value)
{
	if (end - out < 2)
		return out;
	win32_format(out, (size_t)(end - out - 1), L"%ls=%ls", name, value);
	return out + wcslen(out) + 1;
}

wchar_t *stage_environment(const struct stage *stage, bool held)
{
	/* In the order of CompareStringOrdinal, as CreateProcess wants it. COMSPEC is cmd's, PATHEXT its start's. */
	static const wchar_t *const kept[] = {L"COMSPEC",    L"LOCALAPPDATA", L"PATH", L"PATHEXT",     L"SYSTEMDRIVE",
					      L"SYSTEMROOT", L"TEMP",	      L"TMP",  L"USERPROFILE", L"WINDIR"};
	wchar_t *block = calloc(ENVIRONMENT_SIZE, sizeof(*block));
	wchar_t value[8192];
	wchar_t *out = block, *end = block + ENVIRONMENT_SIZE;

	for (size_t i = 0; block != NULL && i < ARRAYSIZE(kept); i++) {
		if (wcscmp(kept[i], L"LOCALAPPDATA") == 0) {
			out = add(out, end, L"LASTWORDS_EVENTS", stage->prefix);
			if (held)
				out = add(out, end, L"LASTWORDS_HOLD", L"1");
			out = add(out, end, L"LASTWORDS_JOURNAL", stage->journal_path);
			out = add(out, end, L"LASTWORDS_READY", stage->ready_path);
		}
		if (GetEnvironmentVariableW(kept[i], value, ARRAYSIZE(value)) > 0)
			out = add(out, end, kept[i], value);
	}
	return block;
}

long long stage_journal_size(const struct stage *stage)
{
	LARGE_INTEGER size = {0};

	GetFileSizeEx(stage->journal, &size);
	return size.QuadPart;
}

int stage_journal(const struct stage *stage, int64_t begun_ns, struct trace *trace)
{
	char *text = malloc(JOURNAL_MAX);
	OVERLAPPED start = {0};
	DWORD got = 0;
	int ret = -1;

	if (stage_journal_size(stage) >= JOURNAL_MAX)
		trouble_set(&trace->trouble, STEP_JOURNAL, 0, "the probe flooded its journal (%lld bytes)",
			    stage_journal_size(stage));
	else if (text == NULL ||
		 (!ReadFile(stage->journal, text, JOURNAL_MAX, &got, &start) && GetLastError() != ERROR_HANDLE_EOF))
		win32_trouble(&trace->trouble, STEP_JOURNAL, "ReadFile (journal)");
	else
		ret = journal_parse(text, got, begun_ns, trace);
	free(text);
	return ret;
}

static bool is_there(const struct ground *ground, const wchar_t *name)
{
	wchar_t path[WIN32_PATH];

	win32_format(path, WIN32_PATH, L"%ls\\%ls", ground->stage, name);
	return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static bool lock_is_free(const struct ground *ground)
{
	OVERLAPPED whole = {0};
	wchar_t path[WIN32_PATH];
	HANDLE lock;
	bool free_;

	win32_format(path, WIN32_PATH, L"%ls\\lock", ground->stage);
	lock = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, SHARE_ALL, NULL, OPEN_EXISTING, 0, NULL);
	if (lock == INVALID_HANDLE_VALUE)
		return false;
	free_ = LockFileEx(lock, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &whole);
	CloseHandle(lock);
	return free_;
}

uint32_t stage_look(const struct stage *stage, const struct ground *ground, bool ended)
{
	uint32_t seen = 0;

	if (!is_there(ground, L"temp"))
		seen |= UINT32_C(1) << RUNG_TEMP_FILE_REMOVED;
	if (!is_there(ground, L"delete-on-close"))
		seen |= UINT32_C(1) << RUNG_DELETE_ON_CLOSE;
	if (lock_is_free(ground))
		seen |= UINT32_C(1) << RUNG_LOCK_RELEASED;
	if (ended && WaitForSingleObject(stage->mutex, 0) == WAIT_ABANDONED)
		seen |= UINT32_C(1) << RUNG_MUTEX_ABANDONED;
	return seen;
}

int stage_close(struct stage *stage, const struct ground *ground, struct trouble *trouble)
{
	HANDLE *handles[] = {&stage->journal, &stage->ready, &stage->ping,	 &stage->pong,
			     &stage->hold,    &stage->mutex, &stage->input_read, &stage->input_write};

	for (size_t i = 0; i < ARRAYSIZE(handles); i++)
		win32_close(handles[i]);
	DeleteFileW(stage->journal_path);
	DeleteFileW(stage->ready_path);
	if (abandoned_empty(ground->stage))
		return 0;
	return win32_trouble(trouble, STEP_STAGE, "DeleteFile (stage)");
}
