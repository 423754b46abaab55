/* SPDX-License-Identifier: MIT
 *
 * CreateProcess with a list of handles (learn.microsoft.com/windows/win32/api/processthreadsapi/
 * nf-processthreadsapi-updateprocthreadattribute): without it, what another thread just made inheritable would
 * go along.
 */
#include "child.win32.h"

#include <stdlib.h>
#include "birth.win32.h"

/* It gets our job before its first instruction: it is made suspended, and whoever ends us meanwhile ends the job that
 * we are in ourselves (ground.win32.c), and the child with it. */
static int resume_in_job(struct child *child, HANDLE thread)
{
	DWORD error;

	child->call = "AssignProcessToJobObject";
	if (child->job == NULL || AssignProcessToJobObject(child->job, child->process)) {
		child->call = "ResumeThread";
		if (ResumeThread(thread) != (DWORD)-1)
			return 0;
	}
	error = GetLastError();
	TerminateProcess(child->process, 1);
	win32_close(&child->process);
	SetLastError(error);
	return -1;
}

static int create(struct child *child, STARTUPINFOEXW *startup, bool inherits)
{
	PROCESS_INFORMATION process;
	wchar_t command[4096];
	int ret;

	win32_format(command, ARRAYSIZE(command), L"%ls", child->command);
	child->call = "CreateProcess";
	if (!birth(command, inherits,
		   child->flags | CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT,
		   child->environment, child->directory, startup, &process))
		return -1;
	child->process = process.hProcess;
	child->pid = process.dwProcessId;
	ret = resume_in_job(child, process.hThread);
	CloseHandle(process.hThread);
	return ret;
}

int child_start(struct child *child)
{
	STARTUPINFOEXW startup = {
		.StartupInfo = {.cb = sizeof(startup), .dwFlags = STARTF_USESHOWWINDOW, .wShowWindow = child->show},
	};
	HANDLE inherit[CHILD_HANDLES];
	SIZE_T size = 0;
	size_t count = 0;
	int ret = -1;

	for (size_t i = 0; i < CHILD_HANDLES; i++)
		if (child->inherit[i] != NULL)
			inherit[count++] = child->inherit[i];
	InitializeProcThreadAttributeList(NULL, 1, 0, &size);
	startup.lpAttributeList = malloc(size);
	child->call = "InitializeProcThreadAttributeList";
	if (startup.lpAttributeList == NULL ||
	    !InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &size)) {
		free(startup.lpAttributeList);
		return -1;
	}
	child->call = "UpdateProcThreadAttribute";
	if (count == 0 || UpdateProcThreadAttribute(startup.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
						    inherit, count * sizeof(inherit[0]), NULL, NULL))
		ret = create(child, &startup, count > 0);
	DeleteProcThreadAttributeList(startup.lpAttributeList);
	free(startup.lpAttributeList);
	return ret;
}
