/* SPDX-License-Identifier: MIT
 *
 * The protocol by the two files and the events of the cell. Must not use the probes' own code: what is tested here is
 * that the harness does not depend on it.
 */
#include "canary.win32.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 260, SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, EVENTS = 64 };

/* Responders that Windows lacks, and whose cells stand for them. */
static const char *const stand_ins[][2] = {{"handler-reraise", "handler-once"},
					   {"handler-quick-exit", "handler-cleanup"}};

static void (*on_stop)(int number);
static HANDLE stopped;

static _Noreturn void fail(void)
{
	ExitProcess(9);
}

bool canary_asked(char **argv, const char *responder)
{
	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(stand_ins[0]); i++)
		if (strcmp(responder, stand_ins[i][0]) == 0)
			responder = stand_ins[i][1];
	return argv[1] != NULL && strcmp(argv[1], responder) == 0;
}

long long canary_pid(void)
{
	return GetCurrentProcessId();
}

static void setting(const wchar_t *name, wchar_t *text)
{
	DWORD length = GetEnvironmentVariableW(name, text, PATH);

	if (length == 0 || length >= PATH)
		fail();
}

/* Bytes to the end of a file, by one write. */
static void append(const wchar_t *name, DWORD disposition, const char *bytes, size_t length)
{
	wchar_t path[PATH];
	HANDLE file;
	DWORD written;

	setting(name, path);
	file = CreateFileW(path, FILE_APPEND_DATA | SYNCHRONIZE, SHARE_ALL, NULL, disposition, 0, NULL);
	if (file == INVALID_HANDLE_VALUE || !WriteFile(file, bytes, (DWORD)length, &written, NULL) || written != length)
		fail();
	CloseHandle(file);
}

HANDLE canary_event(const wchar_t *suffix)
{
	wchar_t name[PATH];
	HANDLE event;

	setting(L"LASTWORDS_EVENTS", name);
	wcsncat(name, suffix, PATH - wcslen(name) - 1);
	event = OpenEventW(EVENT_MODIFY_STATE | SYNCHRONIZE, FALSE, name);
	if (event == NULL)
		fail();
	return event;
}

void canary_say(const char *bytes, size_t length)
{
	append(L"LASTWORDS_READY", OPEN_ALWAYS, bytes, length);
}

void canary_said(void)
{
	SetEvent(canary_event(L"-ready"));
}

/* Main answers as an honest probe's does, whatever else is wrong. */
void canary_ready(long long pid)
{
	char text[256];

	canary_say(text,
		   (size_t)snprintf(text, sizeof(text),
				    "ready %lld\nthread %lu\nping event\nown-window 0\nconsole-window 0\n"
				    "console 1\nctrl-c-ignored 0\nleader 0\nuser32 0\nprocesses 1\nruntime canary\n",
				    pid, (unsigned long)GetCurrentThreadId()));
	canary_said();
}

void canary_insist(bool clean, const char *what)
{
	char line[80];

	if (!clean)
		canary_write(line, (size_t)snprintf(line, sizeof(line), "unclean: %.64s\n", what));
}

void canary_write(const char *bytes, size_t length)
{
	append(L"LASTWORDS_JOURNAL", OPEN_EXISTING, bytes, length);
}

/* The harness's clock: QueryPerformanceCounter in nanoseconds. */
static unsigned long long now(void)
{
	LARGE_INTEGER count, frequency;
	uint64_t seconds, rest;

	QueryPerformanceFrequency(&frequency);
	QueryPerformanceCounter(&count);
	seconds = (uint64_t)(count.QuadPart / frequency.QuadPart);
	rest = (uint64_t)(count.QuadPart % frequency.QuadPart);
	return seconds * 1000000000 + rest * 1000000000 / (uint64_t)frequency.QuadPart;
}

void canary_mark(const char *rung)
{
	char line[96];

	canary_write(line, (size_t)snprintf(line, sizeof(line), "%s %llu %lld 0\n", rung, now(), canary_pid()));
}

static BOOL WINAPI hear(DWORD event)
{
	on_stop(EVENTS + (int)event);
	return TRUE;
}

void canary_on_stop(void (*handler)(int number))
{
	on_stop = handler;
	if (!SetConsoleCtrlHandler(hear, TRUE))
		fail();
}

static void note_stop(int number)
{
	(void)number;
	SetEvent(stopped);
}

static void answer_until(HANDLE event)
{
	HANDLE either[] = {event, canary_event(L"-ping")};
	HANDLE pong = canary_event(L"-pong");

	while (WaitForMultipleObjects(2, either, FALSE, INFINITE) != WAIT_OBJECT_0)
		SetEvent(pong);
}

void canary_await_stop(void)
{
	stopped = CreateEventW(NULL, TRUE, FALSE, NULL);
	canary_on_stop(note_stop);
	canary_ready(canary_pid());
	answer_until(stopped);
}

_Noreturn void canary_rest(void)
{
	answer_until(CreateEventW(NULL, TRUE, FALSE, NULL));
	fail();
}

HANDLE canary_start(const char *verb, DWORD flags)
{
	STARTUPINFOW startup = {.cb = sizeof(startup)};
	PROCESS_INFORMATION process;
	wchar_t own[PATH], command[PATH + 64];

	GetModuleFileNameW(NULL, own, PATH);
	_snwprintf(command, PATH + 64, L"\"%ls\" %hs %lu", own, verb, (unsigned long)GetCurrentProcessId());
	if (!CreateProcessW(NULL, command, NULL, NULL, FALSE, flags, NULL, NULL, &startup, &process))
		fail();
	CloseHandle(process.hThread);
	return process.hProcess;
}

void canary_outlive(char **argv)
{
	HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, strtoul(argv[2], NULL, 10));

	/* It may have been quicker than we were. */
	if (process != NULL)
		WaitForSingleObject(process, INFINITE);
}

void canary_nap(DWORD ms)
{
	WaitForSingleObject(CreateEventW(NULL, TRUE, FALSE, NULL), ms);
}
