/* SPDX-License-Identifier: MIT
 *
 * Calls a program as another Windows program would, and ends with its exit code:
 *
 *	caller HOW COMMAND [ARGUMENT...]
 *
 * HOW says what the program is given (see `hows`): console, group, job, what a child inherits. `bystander` stays on
 * the console of the program and says on standard error how many control events it has heard when that has ended.
 * `interrupt:FILE:N` sends Ctrl+C to its console as soon as the record FILE has N cells.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <shellapi.h>

enum { COMMAND = 16384, LOOK_MS = 5, WRONG = 99 };

static volatile LONG heard;

static BOOL WINAPI count(DWORD event)
{
	(void)event;
	InterlockedIncrement(&heard);
	return TRUE;
}

/* Handles that any child would inherit, and a variable. */
static void make_a_mess(void)
{
	SECURITY_ATTRIBUTES inheritable = {.nLength = sizeof(inheritable), .bInheritHandle = TRUE};

	SetConsoleCtrlHandler(NULL, TRUE);
	SetEnvironmentVariableW(L"LASTWORDS_HOLD", L"7");
	SetEnvironmentVariableW(L"SECRET", L"x");
	for (int i = 0; i < 20; i++) {
		CreateEventW(&inheritable, TRUE, FALSE, NULL);
		CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ, &inheritable, OPEN_EXISTING, 0, NULL);
	}
}

static void enter_a_job(void)
{
	HANDLE job = CreateJobObjectW(NULL, NULL);

	if (!AssignProcessToJobObject(job, GetCurrentProcess()))
		exit(WRONG);
}

/* On a console of our own. What Wine gives to who was started from Linux is none. */
static void stay(void)
{
	FreeConsole();
	if (!AllocConsole())
		fprintf(stderr, "caller: no console: error %lu\n", GetLastError());
	SetConsoleCtrlHandler(count, TRUE);
}

static const struct how {
	const wchar_t *name;
	DWORD flags;
	void (*prepare)(void);
} hows[] = {
	{L"plain", 0, NULL},
	{L"group", CREATE_NEW_PROCESS_GROUP, NULL},
	{L"detached", DETACHED_PROCESS, NULL},
	{L"no-window", CREATE_NO_WINDOW, NULL},
	{L"new-console", CREATE_NEW_CONSOLE, NULL},
	{L"job", 0, enter_a_job},
	{L"mess", 0, make_a_mess},
	{L"bystander", 0, stay},
	{L"interrupt", 0, stay},
};

/* The rest of our own command line, as it was written. */
static const wchar_t *rest_after(const wchar_t *line, int arguments)
{
	while (arguments-- > 0) {
		BOOL quoted = FALSE;

		for (; *line != L'\0' && (quoted || *line != L' '); line++)
			if (*line == L'"')
				quoted = !quoted;
		while (*line == L' ')
			line++;
	}
	return line;
}

/* How many cells a record has by now. */
static int cells_of(const wchar_t *path)
{
	HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
				  OPEN_EXISTING, 0, NULL);
	DWORD size = file == INVALID_HANDLE_VALUE ? 0 : GetFileSize(file, NULL), got = 0;
	char *text = calloc(size + 1, 1);
	int cells = 0;

	if (text != NULL && file != INVALID_HANDLE_VALUE && ReadFile(file, text, size, &got, NULL))
		for (const char *at = text; (at = strstr(at, "\"round\"")) != NULL; at++)
			cells++;
	if (file != INVALID_HANDLE_VALUE)
		CloseHandle(file);
	free(text);
	return cells;
}

/* what: FILE:N, where FILE may have a drive. */
static void interrupt_when(wchar_t *what, HANDLE process)
{
	wchar_t *colon = wcsrchr(what, L':');
	int wanted = _wtoi(colon + 1);

	*colon = L'\0';
	while (cells_of(what) < wanted)
		if (WaitForSingleObject(process, LOOK_MS) == WAIT_OBJECT_0)
			exit(WRONG);
	if (!GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0)) {
		fprintf(stderr, "caller: no Ctrl+C: error %lu\n", GetLastError());
		exit(WRONG);
	}
}

int main(void)
{
	STARTUPINFOW startup = {.cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES};
	PROCESS_INFORMATION process;
	wchar_t command[COMMAND];
	const struct how *how = NULL;
	DWORD code = WRONG;
	int argc;
	wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
	size_t length = argc > 2 ? wcscspn(argv[1], L":") : 0;

	for (size_t i = 0; i < sizeof(hows) / sizeof(hows[0]) && length > 0; i++)
		if (wcslen(hows[i].name) == length && wcsncmp(hows[i].name, argv[1], length) == 0)
			how = &hows[i];
	if (how == NULL)
		return WRONG;
	startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
	startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
	startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
	if (how->prepare != NULL)
		how->prepare();
	wcsncpy(command, rest_after(GetCommandLineW(), 2), COMMAND - 1);
	command[COMMAND - 1] = L'\0';
	if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, how->flags, NULL, NULL, &startup, &process)) {
		fprintf(stderr, "caller: error %lu for %ls\n", GetLastError(), command);
		return WRONG;
	}
	if (wcscmp(how->name, L"interrupt") == 0)
		interrupt_when(argv[1] + length + 1, process.hProcess);
	WaitForSingleObject(process.hProcess, INFINITE);
	GetExitCodeProcess(process.hProcess, &code);
	if (wcscmp(how->name, L"bystander") == 0)
		fprintf(stderr, "heard %ld\n", heard);
	return (int)code;
}
