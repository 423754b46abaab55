/* SPDX-License-Identifier: MIT
 *
 * The job of a cell, and the end of all that is in it.
 */
#include "scene.win32.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "births.win32.h"
#include "port.h"

enum { LOOK_AGAIN_MS = 20 };

int64_t scene_until(const struct scene *scene)
{
	return clock_ns() + scene->ground->deadline_ns;
}

int scene_job(const struct scene *scene)
{
	JOBOBJECT_BASIC_ACCOUNTING_INFORMATION counts;

	if (!QueryInformationJobObject(scene->job, JobObjectBasicAccountingInformation, &counts, sizeof(counts), NULL))
		return -1;
	return (int)counts.ActiveProcesses;
}

/* Messages of a job are no promise (learn.microsoft.com/windows/win32/api/winnt/
 * ns-winnt-jobobject_associate_completion_port): so who waits looks again by itself. */
void scene_wait_job(const struct scene *scene, DWORD ms)
{
	OVERLAPPED *process;
	ULONG_PTR key;
	DWORD message;

	GetQueuedCompletionStatus(scene->job_port, &message, &key, &process, ms < LOOK_AGAIN_MS ? ms : LOOK_AGAIN_MS);
}

int scene_command(const struct scene *scene, const char *format, ...)
{
	char line[128];
	DWORD written;
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(line, sizeof(line) - 1, format, args);
	va_end(args);
	line[length++] = '\n';
	return WriteFile(scene->commands, line, (DWORD)length, &written, NULL) ? 0 : -1;
}

void scene_dismiss(struct scene *scene, int64_t until_ns)
{
	win32_close(&scene->commands); /* its end of file is the host's word to go */
	if (scene->host != NULL)
		WaitForSingleObject(scene->host, win32_left_ms(until_ns));
}

int scene_clear(struct scene *scene)
{
	int64_t until = scene_until(scene);

	win32_close(&scene->commands);
	if (scene->job == NULL)
		return 0;
	if (scene_job(scene) > 0)
		births_end(scene->job);
	while (scene_job(scene) != 0) {
		TerminateJobObject(scene->job, 1);
		if (scene_job(scene) != 0 && clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_END, 0, "processes of the cell do not die");
		scene_wait_job(scene, LOOK_AGAIN_MS);
	}
	return 0;
}
