/* SPDX-License-Identifier: MIT
 *
 * Reads the ready file of a probe, and believes of it only what can be so.
 */
#include "ready.win32.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "launches.win32.h"
#include "port.h"
#include "scene.win32.h"
#include "threads.win32.h"

enum { READY_SIZE = 1024 };

static int no_word(struct scene *scene, const char *what)
{
	return trouble_set(&scene->trace->trouble, STEP_READY, 0, "%s", what);
}

static int read_file(struct scene *scene, char *text)
{
	HANDLE file = CreateFileW(scene->stage.ready_path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
				  OPEN_EXISTING, 0, NULL);
	DWORD got = 0;

	if (file != INVALID_HANDLE_VALUE) {
		ReadFile(file, text, READY_SIZE - 1, &got, NULL);
		CloseHandle(file);
	}
	text[got] = '\0';
	if (got == 0)
		return no_word(scene, "the probe set its ready event without a word");
	if (got == READY_SIZE - 1)
		return no_word(scene, "the probe said something else than ready");
	return 0;
}

/* "key value" on a line of its own: the value as a number, 0 when there is none. */
static unsigned long long number_of(const char *text, const char *key)
{
	const char *line = strstr(text, key);

	return line == NULL ? 0 : strtoull(line + strlen(key), NULL, 10);
}

static void find(struct findings *found, enum found id, bool is)
{
	found->known |= UINT32_C(1) << id;
	if (is)
		found->is |= UINT32_C(1) << id;
}

static bool in_own_job(const struct scene *scene)
{
	wchar_t name[96];
	BOOL is = FALSE;
	HANDLE job;

	win32_format(name, ARRAYSIZE(name), L"%ls-job", scene->stage.prefix);
	job = OpenJobObjectW(JOB_OBJECT_QUERY, FALSE, name);
	if (job == NULL)
		return false;
	IsProcessInJob(scene->probe, job, &is);
	CloseHandle(job);
	return is;
}

static void take_found(struct scene *scene, const char *text)
{
	struct findings *found = &scene->trace->found;
	wchar_t class[ARRAYSIZE(found->window_class)] = L"";
	const char *runtime = strstr(text, "\nruntime ");

	scene->window = (HWND)(uintptr_t)number_of(text, "\nown-window ");
	scene->console_window = (HWND)(uintptr_t)number_of(text, "\nconsole-window ");
	scene->thread = (DWORD)number_of(text, "\nthread ");
	if (strstr(text, "\nping event\n") != NULL)
		scene->ping = SCENE_PING_EVENT;
	else if (strstr(text, "\nping queue\n") != NULL)
		scene->ping = SCENE_PING_QUEUE;
	if (strstr(text, "\nconsole ") == NULL)
		return; /* it says nothing of its start */
	scene->has_console = number_of(text, "\nconsole ") != 0;
	/* A number that is no window's was seen on Windows 10 1809 (github.com/microsoft/terminal/issues/1175). */
	if (!IsWindow(scene->console_window))
		scene->console_window = NULL;
	GetClassNameW(scene->console_window, class, ARRAYSIZE(class));
	win32_narrow(class, found->window_class, sizeof(found->window_class));
	find(found, FOUND_CONSOLE, scene->has_console);
	find(found, FOUND_WINDOW, scene->console_window != NULL);
	find(found, FOUND_VISIBLE, scene->console_window != NULL && IsWindowVisible(scene->console_window));
	find(found, FOUND_ALONE, number_of(text, "\nprocesses ") == 1);
	/* Not every system tells the group: then it is left open. */
	if (strstr(text, "\nleader ") != NULL)
		find(found, FOUND_LEADER, number_of(text, "\nleader ") != 0);
	find(found, FOUND_CTRL_C_IGNORED, number_of(text, "\nctrl-c-ignored ") != 0);
	find(found, FOUND_USER32, number_of(text, "\nuser32 ") != 0);
	find(found, FOUND_JOB, in_own_job(scene));
	/* What this compiler cannot make says nothing about the system. */
	if (number_of(text, "\nseh ") != 0)
		find(found, FOUND_SEH, true);
	found->processes = (uint16_t)number_of(text, "\nprocesses ");
	if (runtime != NULL)
		sscanf(runtime, "\nruntime %11[a-z]", found->runtime);
}

/* Whoever says ready must be of this cell: a number alone could be anybody's. */
static int identify(struct scene *scene, const char *text)
{
	char *end;
	unsigned long pid =
		strncmp(text, "ready ", 6) == 0 && text[6] >= '1' && text[6] <= '9' ? strtoul(text + 6, &end, 10) : 0;
	BOOL ours = FALSE;

	if (pid == 0 || *end != '\n')
		return no_word(scene, "the probe said something else than ready");
	scene->pid = pid;
	if (pid == scene->started_pid)
		DuplicateHandle(GetCurrentProcess(), scene->started, GetCurrentProcess(), &scene->probe, 0, FALSE,
				DUPLICATE_SAME_ACCESS);
	else
		scene->probe = OpenProcess(PROCESS_ALL_ACCESS, FALSE, pid);
	/* The host is in the cell's job too, and is ours: no probe. */
	if (pid == scene->host_pid || scene->probe == NULL || !IsProcessInJob(scene->probe, scene->job, &ours) ||
	    !ours) {
		win32_close(&scene->probe);
		return trouble_set(&scene->trace->trouble, STEP_READY, 0,
				   "process %lu, which is none of ours, said ready", pid);
	}
	scene->trace->wrapped = pid != scene->started_pid;
	return 0;
}

/* A daemon is only by itself when the process that was started has ended; so is what cmd's start opened. */
static int await_launcher(struct scene *scene, int64_t until)
{
	if (scene->cell.probe != PROBE_DETACHED && !launches[scene->cell.launch].start)
		return 0;
	if (WaitForSingleObject(scene->started, win32_left_ms(until)) == WAIT_OBJECT_0)
		return 0;
	return no_word(scene, "what started the probe does not end");
}

int ready_await(struct scene *scene)
{
	int64_t until = scene->begun_ns + scene->ground->deadline_ns;
	HANDLE either[] = {scene->stage.ready, scene->started};
	DWORD count = ARRAYSIZE(either), woken;
	char text[READY_SIZE];
	DWORD code = 0;

	/* Who is started may end before the probe is ready, where it starts another. */
	if (scene->cell.probe == PROBE_DETACHED || launches[scene->cell.launch].start)
		count = 1;
	woken = WaitForMultipleObjects(count, either, FALSE, win32_left_ms(until));
	if (woken == WAIT_OBJECT_0 + 1) {
		GetExitCodeProcess(scene->started, &code);
		return trouble_set(&scene->trace->trouble, STEP_READY, 0,
				   "the probe ended before it was ready (exit, raw 0x%lx)", (unsigned long)code);
	}
	if (woken != WAIT_OBJECT_0)
		return no_word(scene, "the probe did not get ready in time");
	scene->trace->ready_ns = clock_ns() - scene->begun_ns;
	if (read_file(scene, text) < 0 || identify(scene, text) < 0 || await_launcher(scene, until) < 0)
		return -1;
	take_found(scene, text);
	scene->processes = scene_job(scene);
	scene->threads_count = threads_of(scene->pid, scene->threads, SCENE_THREADS);
	if (scene->threads_count > SCENE_THREADS)
		return no_word(scene, "the probe has more threads than can be followed");
	return 0;
}
