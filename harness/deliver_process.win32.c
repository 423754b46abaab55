/* SPDX-License-Identifier: MIT
 *
 * What is done to a process or a job from outside.
 */
#include <stdio.h>
#include <string.h>
#include "child.win32.h"
#include "deliver.win32.h"
#include "launches.win32.h"
#include "scene.win32.h"

/* Exit codes that a probe never gives by itself: who reads them knows whose they are. */
enum { CODE_KILL = 4201, CODE_JOB = 4202, CODE_REMOTE = 4203 };

int send_kill(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	/* What was started is killed, as a supervisor would; where that has ended by itself, the daemon it left. */
	deliver_call(scene, "TerminateProcess",
		     TerminateProcess(win32_ended(scene->started) ? scene->probe : scene->started, CODE_KILL));
	return 0;
}

int send_taskkill(struct scene *scene, const struct delivery_row *row)
{
	wchar_t command[64];
	struct child child = {.command = command, .flags = DETACHED_PROCESS, .show = SW_HIDE};
	const wchar_t *option = L"";
	DWORD code = 1;

	(void)row;
	if (scene->cell.delivery == DELIVERY_TASKKILL_TREE)
		option = L"/t ";
	if (scene->cell.delivery == DELIVERY_TASKKILL_FORCE)
		option = L"/f ";
	win32_format(command, ARRAYSIZE(command), L"taskkill.exe %ls/pid %lu", option, (unsigned long)scene->pid);
	if (child_start(&child) < 0)
		return win32_trouble(&scene->trace->trouble, STEP_GROUND, "taskkill");
	if (WaitForSingleObject(child.process, win32_left_ms(scene_until(scene))) != WAIT_OBJECT_0)
		trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "taskkill does not end");
	GetExitCodeProcess(child.process, &code);
	win32_close(&child.process);
	deliver_note(scene, "taskkill", (long long)code);
	return scene->trace->trouble.step != STEP_UNSET ? -1 : 0;
}

/* The host is in that job itself, and could not say what the call returned. */
static int terminate_job_of_host(struct scene *scene)
{
	wchar_t name[96];
	HANDLE job;

	win32_format(name, ARRAYSIZE(name), L"%ls-job", scene->stage.prefix);
	job = OpenJobObjectW(JOB_OBJECT_TERMINATE, FALSE, name);
	deliver_call(scene, "TerminateJobObject", job != NULL && TerminateJobObject(job, CODE_JOB));
	win32_close(&job);
	return 0;
}

int send_job_terminate(struct scene *scene, const struct delivery_row *row)
{
	char command[32];

	(void)row;
	if (launches[scene->cell.launch].job == TIE_BREAKAWAY)
		return terminate_job_of_host(scene);
	snprintf(command, sizeof(command), "terminate-job %d", CODE_JOB);
	return deliver_by_host(scene, command);
}

int send_job_close(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	return deliver_by_host(scene, "close-job");
}

static int await_host(struct scene *scene)
{
	if (WaitForSingleObject(scene->host, win32_left_ms(scene_until(scene))) == WAIT_OBJECT_0)
		return 0;
	return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the parent does not end");
}

int send_parent_end(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	win32_close(&scene->commands);
	deliver_call(scene, "ExitProcess", 1);
	return await_host(scene);
}

int send_parent_kill(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_call(scene, "TerminateProcess", TerminateProcess(scene->host, CODE_KILL));
	return await_host(scene);
}

int send_input_end(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_call(scene, "CloseHandle", CloseHandle(scene->stage.input_write));
	scene->stage.input_write = NULL;
	return 0;
}

/* A thread of ours in the probe: it is waited for, because what it starts is over when it ends. */
static int run_remote(struct scene *scene, const char *name, LPTHREAD_START_ROUTINE routine, DWORD_PTR argument)
{
	HANDLE thread = CreateRemoteThread(scene->probe, NULL, 0, routine, (void *)argument, 0, NULL);
	HANDLE either[] = {thread, scene->probe};

	if (!deliver_call(scene, name, thread != NULL))
		return 0;
	WaitForMultipleObjects(ARRAYSIZE(either), either, FALSE, win32_left_ms(scene_until(scene)));
	CloseHandle(thread);
	return 0;
}

/* CtrlRoutine is documented nowhere. Where a system exports it, it lies at the same address in every process of one
 * boot and architecture, as all of kernel32 and kernelbase does (github.com/microsoft/hcsshim finds it likewise). */
static LPTHREAD_START_ROUTINE find_routine(void)
{
	static const wchar_t *const libraries[] = {L"kernelbase.dll", L"kernel32.dll"};
	FARPROC routine = NULL;

	for (size_t i = 0; i < ARRAYSIZE(libraries) && routine == NULL; i++)
		routine = GetProcAddress(GetModuleHandleW(libraries[i]), "CtrlRoutine");
	return (LPTHREAD_START_ROUTINE)(void (*)(void))routine;
}

int send_remote_routine(struct scene *scene, const struct delivery_row *row)
{
	LPTHREAD_START_ROUTINE routine = find_routine();

	if (routine == NULL)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, ERROR_PROC_NOT_FOUND,
				   "this system does not export CtrlRoutine");
	return run_remote(scene, "CreateRemoteThread", routine, row->event);
}

int send_remote_exit(struct scene *scene, const struct delivery_row *row)
{
	FARPROC exit = GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "ExitProcess");

	(void)row;
	return run_remote(scene, "CreateRemoteThread", (LPTHREAD_START_ROUTINE)(void (*)(void))exit, CODE_REMOTE);
}
