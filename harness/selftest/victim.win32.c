/* SPDX-License-Identifier: MIT
 *
 * What the tests of `lastwords send` start on Windows and Wine. It says on standard error what happens to it, one line
 * each: "<pid> ready", "<pid> event 0", "<pid> close", "<pid> end 5".
 *
 * `victim be KIND` is one victim. `victim together FLAGS KIND FLAGS COMMAND...`, on a new console, starts one with
 * these flags of CreateProcess (in hex), and, when it is ready, a command with its flags; in that %p is the victim's
 * number, %q the one above, %m that of the process between, which tells the command's exit code, and that of the
 * victim, ended or not (99). All are of one tree, because under Wine an event for a whole console reaches one process
 * group alone.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { EXIT_BY_EVENT = 5, EXIT_BY_CLOSE = 6, EXIT_BY_QUIT = 7, LIMIT_MS = 60000, COMMAND_MAX = 2048 };

static bool stays;
static HANDLE told;

static void say(const char *what, unsigned long number, bool numbered)
{
	char line[80];
	DWORD written;
	int length = numbered ? snprintf(line, sizeof(line), "%lu %s %lu\n", GetCurrentProcessId(), what, number)
			      : snprintf(line, sizeof(line), "%lu %s\n", GetCurrentProcessId(), what);

	WriteFile(GetStdHandle(STD_ERROR_HANDLE), line, (DWORD)length, &written, NULL);
}

/* To whoever reads our output, and to a `together`, which made this event for it. */
static void say_ready(void)
{
	char number[24];

	say("ready", 0, false);
	if (GetEnvironmentVariableA("VICTIM_READY", number, sizeof(number)) > 0)
		SetEvent((HANDLE)(uintptr_t)strtoull(number, NULL, 10));
}

static BOOL WINAPI hear(DWORD event)
{
	say("event", event, true);
	if (!stays)
		SetEvent(told);
	return TRUE;
}

static LRESULT CALLBACK handle(HWND window, UINT message, WPARAM wide, LPARAM large)
{
	if (message != WM_CLOSE)
		return DefWindowProcA(window, message, wide, large);
	say("close", 0, false);
	PostQuitMessage(EXIT_BY_CLOSE);
	return 0;
}

static void make_window(bool visible)
{
	WNDCLASSA class = {.lpfnWndProc = handle, .hInstance = GetModuleHandleA(NULL), .lpszClassName = "victim"};

	RegisterClassA(&class);
	CreateWindowA("victim", "victim", WS_OVERLAPPEDWINDOW | (visible ? WS_VISIBLE : 0), 0, 0, 100, 100, NULL, NULL,
		      class.hInstance, NULL);
}

static int pump(void)
{
	MSG message;

	PeekMessageA(&message, NULL, 0, 0, PM_NOREMOVE); /* now there is a queue */
	say_ready();
	while (GetMessageA(&message, NULL, 0, 0) > 0)
		DispatchMessageA(&message);
	return message.wParam == 0 ? EXIT_BY_QUIT : (int)message.wParam;
}

static PROCESS_INFORMATION start(char *command, DWORD flags)
{
	STARTUPINFOA startup = {.cb = sizeof(startup),
				.dwFlags = STARTF_USESTDHANDLES | STARTF_USESHOWWINDOW,
				.wShowWindow = SW_HIDE,
				.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE),
				.hStdError = GetStdHandle(STD_ERROR_HANDLE)};
	PROCESS_INFORMATION process = {0};

	SetHandleInformation(startup.hStdOutput, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
	SetHandleInformation(startup.hStdError, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
	if (!CreateProcessA(NULL, command, NULL, NULL, TRUE, flags, NULL, NULL, &startup, &process))
		say("cannot start", GetLastError(), true);
	return process;
}

static DWORD end_of(PROCESS_INFORMATION process)
{
	DWORD code = 0;

	WaitForSingleObject(process.hProcess, LIMIT_MS);
	GetExitCodeProcess(process.hProcess, &code);
	return code;
}

static PROCESS_INFORMATION start_kind(const char *self, const char *kind, DWORD flags)
{
	char command[COMMAND_MAX];

	snprintf(command, sizeof(command), "\"%s\" be %s", self, kind);
	return start(command, flags);
}

static int be(const char *self, const char *kind)
{
	told = CreateEventA(NULL, TRUE, FALSE, NULL);
	stays = strcmp(kind, "stay") == 0;
	if (strncmp(kind, "window", 6) == 0 || strcmp(kind, "hidden") == 0 || strcmp(kind, "loop") == 0) {
		if (strcmp(kind, "loop") != 0)
			make_window(kind[0] == 'w');
		return pump();
	}
	if (strcmp(kind, "parent") == 0) { /* says so when its child has */
		PROCESS_INFORMATION child = start_kind(self, "exit", 0);

		return (int)end_of(child);
	}
	if (strcmp(kind, "inherit") != 0)
		SetConsoleCtrlHandler(NULL, strcmp(kind, "ignore") == 0);
	if (strcmp(kind, "bare") != 0)
		SetConsoleCtrlHandler(hear, TRUE);
	say_ready();
	WaitForSingleObject(told, LIMIT_MS);
	return EXIT_BY_EVENT;
}

static void expand(char *command, size_t size, int argc, char **argv, DWORD victim)
{
	size_t length = 0;

	for (int i = 0; i < argc && length < size; i++) {
		bool number = victim != 0 && argv[i][0] == '%';
		DWORD pid = argv[i][1] == 'm' ? GetCurrentProcessId() : victim + (argv[i][1] == 'q');

		length += number ? (size_t)snprintf(command + length, size - length, "%lu ", pid)
				 : (size_t)snprintf(command + length, size - length, "\"%s\" ", argv[i]);
	}
}

/* The same again, on a console of its own. */
static int together(int argc, char **argv)
{
	char verb[] = "together-here", command[COMMAND_MAX];

	argv[1] = verb;
	expand(command, sizeof(command), argc, argv, 0);
	return (int)end_of(start(command, CREATE_NEW_CONSOLE));
}

static int together_here(const char *self, int argc, char **argv)
{
	SECURITY_ATTRIBUTES inherit = {.nLength = sizeof(inherit), .bInheritHandle = TRUE};
	HANDLE ready = CreateEventA(&inherit, TRUE, FALSE, NULL);
	PROCESS_INFORMATION victim, other;
	char text[COMMAND_MAX];

	stays = true;
	SetConsoleCtrlHandler(hear, TRUE);
	snprintf(text, sizeof(text), "%llu", (unsigned long long)(uintptr_t)ready);
	SetEnvironmentVariableA("VICTIM_READY", text);
	victim = start_kind(self, argv[1], strtoul(argv[0], NULL, 16));
	WaitForSingleObject(ready, LIMIT_MS);
	expand(text, sizeof(text), argc - 3, argv + 3, victim.dwProcessId);
	other = start(text, strtoul(argv[2], NULL, 16));
	say("command", end_of(other), true);
	TerminateProcess(victim.hProcess, 99);
	say("end", end_of(victim), true);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "be") == 0)
		return be(argv[0], argv[2]);
	if (argc > 5 && strcmp(argv[1], "together") == 0)
		return together(argc, argv);
	if (argc > 5 && strcmp(argv[1], "together-here") == 0)
		return together_here(argv[0], argc - 2, argv + 2);
	return 2;
}
