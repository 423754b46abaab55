/* SPDX-License-Identifier: MIT
 *
 * Launching on Windows: the host starts the probe, the probe says ready.
 */
#include "launch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "child.win32.h"
#include "deliver.h"
#include "host.win32.h"
#include "launches.win32.h"
#include "port.h"
#include "program.win32.h"
#include "ready.win32.h"
#include "scene.win32.h"
#include "wine.win32.h"

const char *launch_absent(enum launch launch)
{
	return launches[launch].absent;
}

static int make_job(struct scene *scene)
{
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
	JOBOBJECT_ASSOCIATE_COMPLETION_PORT port = {0};

	/* Under Wine it goes with the job of the run alone, whose janitor has a care for those who are being born. */
	limits.BasicLimitInformation.LimitFlags = wine_version() == NULL ? JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE : 0;
	scene->job = CreateJobObjectW(NULL, NULL);
	scene->job_port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
	port.CompletionPort = scene->job_port;
	if (scene->job != NULL && scene->job_port != NULL &&
	    SetInformationJobObject(scene->job, JobObjectExtendedLimitInformation, &limits, sizeof(limits)) &&
	    SetInformationJobObject(scene->job, JobObjectAssociateCompletionPortInformation, &port, sizeof(port)))
		return 0;
	return win32_trouble(&scene->trace->trouble, STEP_LAUNCH, "CreateJobObject");
}

static unsigned host_options(const struct launch_row *row)
{
	return (row->pty ? HOST_PTY : 0U) | (row->suspended ? HOST_SUSPENDED : 0U) |
	       (row->job == TIE_KILLS ? HOST_JOB_TIED : 0U) | (row->job == TIE_BREAKAWAY ? HOST_JOB_BREAKAWAY : 0U);
}

/* The whole command line of the host; probe is the probe's. */
static void host_command(const struct scene *scene, const struct launch_row *row, HANDLE commands, const wchar_t *probe,
			 wchar_t *command, size_t size)
{
	wchar_t text[WIN32_PATH];

	command[0] = L'\0';
	win32_format(text, ARRAYSIZE(text), L"%ls\\lastwords-host.exe", scene->ground->tools);
	program_quote(command, size, text);
	win32_format(text, ARRAYSIZE(text), L" %llu %llu %lu %u %u %llu %ls%ls",
		     (unsigned long long)(uintptr_t)commands, (unsigned long long)(uintptr_t)scene->reports.write,
		     (unsigned long)row->flags, (unsigned)row->show, host_options(row),
		     (unsigned long long)(uintptr_t)scene->stage.input_read,
		     row->job == TIE_NONE ? L"-" : scene->stage.prefix, row->job == TIE_NONE ? L"" : L"-job");
	wcsncat(command, text, size - wcslen(command) - 1);
	if (row->start) {
		/* The empty pair of quotes is the window's title: without it, start would take the program for it. */
		win32_format(text, ARRAYSIZE(text), L"cmd.exe /c start \"\" %ls", probe);
		program_quote(command, size, text);
	} else {
		program_quote(command, size, probe);
	}
}

/* Which console the host gets. A window, though hidden, only where the probe may be on it: windows cost time. */
static DWORD host_flags(const struct launch_row *row)
{
	if (!row->console)
		return DETACHED_PROCESS;
	if (row->pty || (row->flags & (CREATE_NEW_CONSOLE | CREATE_NO_WINDOW | DETACHED_PROCESS)) != 0)
		return CREATE_NO_WINDOW;
	return CREATE_NEW_CONSOLE;
}

/* What the system cannot give: a pseudo console before Windows 10 1809, and under Wine now and then a process
 * (birth.win32.h). */
static enum step step_of(DWORD error)
{
	return error == ERROR_PROC_NOT_FOUND || error == (DWORD)E_NOTIMPL || error == ERROR_INTERNAL_ERROR
		       ? STEP_GROUND
		       : STEP_LAUNCH;
}

/* The host: in the cell's job, on a console of its own where the launch has one. */
static int start_host(struct scene *scene, const struct launch_row *row, const wchar_t *probe)
{
	SECURITY_ATTRIBUTES inheritable = {.nLength = sizeof(inheritable), .bInheritHandle = TRUE};
	struct trouble *trouble = &scene->trace->trouble;
	HANDLE commands = NULL;
	wchar_t command[4096];
	bool held = (deliveries[scene->cell.delivery].needs & NEEDS_HOLD) != 0;
	struct child child = {
		.command = command,
		.directory = scene->ground->stage,
		.environment = stage_environment(&scene->stage, held),
		/* In our process group, as the senders are: for Wine, group 0 is the sender's group and not the whole
		 * console (server/console.c), so that nobody would be reached otherwise. Windows does not look at it.
		 */
		.flags = host_flags(row),
		.show = SW_HIDE,
		.job = scene->job,
	};
	int ret;

	if (report_open(&scene->reports) < 0 || !CreatePipe(&commands, &scene->commands, &inheritable, 0) ||
	    !SetHandleInformation(scene->commands, HANDLE_FLAG_INHERIT, 0)) {
		free(child.environment);
		return win32_trouble(trouble, STEP_LAUNCH, "CreatePipe");
	}
	host_command(scene, row, commands, probe, command, ARRAYSIZE(command));
	child.inherit[0] = commands;
	child.inherit[1] = scene->reports.write;
	child.inherit[2] = scene->stage.input_read;
	ret = child_start(&child);
	if (ret < 0)
		win32_trouble(trouble, step_of(GetLastError()), child.call);
	free(child.environment);
	win32_close(&commands);
	win32_close(&scene->stage.input_read);
	report_started(&scene->reports, child.process);
	scene->host = child.process;
	scene->host_pid = child.pid;
	scene->host_console = row->console;
	return ret;
}

static void note(struct scene *scene, const struct report_line *line)
{
	struct trace *trace = scene->trace;
	struct call *call = &trace->calls[trace->calls_count];

	if (trace->calls_count == TRACE_CALLS)
		return;
	trace->calls_count++;
	snprintf(call->name, sizeof(call->name), "%.31s", line->call);
	call->value = line->value;
	call->error = (int32_t)line->error;
	call->ns = line->ns - scene->begun_ns;
}

/* Nothing was started: where that was to be expected it is what was to be seen. */
static int refused(struct scene *scene, const struct launch_row *row, const struct report_line *line)
{
	char text[100];

	if (row->refused && strcmp(line->call, "CreateProcess") == 0) {
		note(scene, line);
		scene->trace->end = (struct end){.how = END_UNBORN};
		return 0;
	}
	return trouble_set(&scene->trace->trouble, step_of(line->error), (int)line->error, "%s: %s", line->call,
			   win32_error_text(line->error, text, sizeof(text)));
}

int launch_open(struct scene *scene)
{
	const struct launch_row *row = &launches[scene->cell.launch];
	struct trouble *trouble = &scene->trace->trouble;
	struct report_line line, failed = {.call = "CreateProcess"};
	wchar_t probe[2048];
	int64_t until = scene_until(scene);
	int got;

	if (program_command(scene->ground, &scene->cell, probe, ARRAYSIZE(probe), trouble) < 0 || make_job(scene) < 0 ||
	    start_host(scene, row, probe) < 0)
		return -1;
	while ((got = report_next(&scene->reports, until, &line)) == 1 && strcmp(line.call, "started") != 0)
		if (line.value == 0)
			failed = line;
	if (got != 1)
		return trouble_set(trouble, STEP_LAUNCH, 0, "the host does not say what it started");
	if (line.value == 0)
		return refused(scene, row, &failed);
	scene->started_pid = (DWORD)line.value;
	/* The host holds a handle, so the number is still that process's. */
	scene->started = OpenProcess(PROCESS_ALL_ACCESS, FALSE, scene->started_pid);
	if (scene->started == NULL)
		return win32_trouble(trouble, STEP_LAUNCH, "OpenProcess");
	return 0;
}

int launch_ready(struct scene *scene)
{
	const struct launch_row *row = &launches[scene->cell.launch];

	if (scene->trace->end.how == END_UNBORN)
		return 0;
	if (row->suspended && scene_command(scene, "resume") < 0)
		return trouble_set(&scene->trace->trouble, STEP_LAUNCH, 0, "the host has ended");
	return ready_await(scene);
}
