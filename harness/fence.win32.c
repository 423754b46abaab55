/* SPDX-License-Identifier: MIT
 *
 * The fence of consoles. The console host deals events out one after the other, and finishes with one before it takes
 * up the next (github.com/microsoft/terminal, src/host/input.cpp, ProcessCtrlEvents); Wine's server raises them while
 * it is asked to (server/console.c). See sender.h for what the verb `fence` does.
 */
#include "fence.win32.h"

#include <stdio.h>
#include "child.win32.h"
#include "deliver.win32.h"
#include "scene.win32.h"
#include "sender.h"

static bool fence(const struct scene *scene, DWORD pid, int64_t until)
{
	wchar_t command[WIN32_PATH + 64];
	struct child child = {
		.command = command,
		.flags = DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP,
		.show = SW_HIDE,
	};
	SECURITY_ATTRIBUTES inheritable = {.nLength = sizeof(inheritable), .bInheritHandle = TRUE};
	DWORD code = SENDER_FAILED;

	/* Its report is of no interest: how it ends says all. */
	child.inherit[0] = CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inheritable,
				       OPEN_EXISTING, 0, NULL);
	win32_format(command, ARRAYSIZE(command), L"\"%ls\\lastwords-sender.exe\" %llu fence %lu %lu",
		     scene->ground->tools, (unsigned long long)(uintptr_t)child.inherit[0], (unsigned long)pid,
		     (unsigned long)win32_left_ms(until));
	if (child_start(&child) == 0 && WaitForSingleObject(child.process, win32_left_ms(until)) == WAIT_OBJECT_0)
		GetExitCodeProcess(child.process, &code);
	win32_close(&child.process);
	win32_close(&child.inherit[0]);
	return code == SENDER_DONE;
}

bool fence_consoles(const struct scene *scene, int64_t until)
{
	const struct delivery_row *row = &deliveries[scene->cell.delivery];

	if ((row->needs & NEEDS_FENCE) == 0)
		return true;
	/* What the host sends goes through its own console, whether the probe is on it or not. A non-leader's event may
	 * wait there until the console is used again: the fence uses it. */
	if (row->by == BY_HOST && scene->host_console && !win32_ended(scene->host))
		return fence(scene, scene->host_pid, until);
	return !scene->has_console || win32_ended(scene->probe) || fence(scene, scene->pid, until);
}
