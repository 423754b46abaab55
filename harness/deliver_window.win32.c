/* SPDX-License-Identifier: MIT
 *
 * What goes to windows and message queues.
 */
#include <stdio.h>
#include <string.h>
#include "deliver.win32.h"
#include "scene.win32.h"

/* The Restart Manager's interface; rstrtmgr.dll is loaded when it is needed (Windows Vista and later). */
enum { RM_FORCE_NEVER = 0, RM_KEY_SIZE = 33 };

struct rm_process {
	DWORD pid;
	FILETIME started;
};

typedef DWORD WINAPI rm_start_fn(DWORD *session, DWORD flags, WCHAR key[]);
typedef DWORD WINAPI rm_register_fn(DWORD session, UINT files, LPCWSTR *names, UINT processes,
				    struct rm_process *process, UINT services, LPCWSTR *service);
typedef DWORD WINAPI rm_shutdown_fn(DWORD session, ULONG flags, void (*progress)(UINT percent));
typedef DWORD WINAPI rm_end_fn(DWORD session);
typedef void found_fn(void);

int send_window_close(struct scene *scene, const struct delivery_row *row)
{
	if (scene->window == NULL)
		SetLastError(ERROR_INVALID_WINDOW_HANDLE);
	deliver_call(scene, "PostMessage",
		     scene->window != NULL && PostMessageW(scene->window, (UINT)row->event, 0, 0));
	return 0;
}

int send_console_close(struct scene *scene, const struct delivery_row *row)
{
	if (scene->console_window == NULL)
		SetLastError(ERROR_INVALID_WINDOW_HANDLE);
	deliver_call(scene, "PostMessage",
		     scene->console_window != NULL && PostMessageW(scene->console_window, (UINT)row->event, 0, 0));
	return 0;
}

int send_quit(struct scene *scene, const struct delivery_row *row)
{
	deliver_call(scene, "PostThreadMessage", PostThreadMessageW(scene->thread, (UINT)row->event, 0, 0));
	return 0;
}

/* As the system does it at logoff: ask, and tell when the answer was yes. Sent, not posted, and with a limit. */
int send_end_session(struct scene *scene, const struct delivery_row *row)
{
	const UINT limit = (UINT)(scene->ground->deadline_ns / 1000000);
	DWORD_PTR agreed = 0, ignored;

	(void)row;
	if (scene->window == NULL) {
		SetLastError(ERROR_INVALID_WINDOW_HANDLE);
		deliver_call(scene, "SendMessage", 0);
		return 0;
	}
	deliver_call(scene, "WM_QUERYENDSESSION",
		     SendMessageTimeoutW(scene->window, WM_QUERYENDSESSION, 0, (LPARAM)ENDSESSION_LOGOFF,
					 SMTO_ABORTIFHUNG, limit, &agreed) != 0);
	if (!win32_ended(scene->probe))
		deliver_call(scene, "WM_ENDSESSION",
			     SendMessageTimeoutW(scene->window, WM_ENDSESSION, agreed != 0, (LPARAM)ENDSESSION_LOGOFF,
						 SMTO_ABORTIFHUNG, limit, &ignored) != 0 ||
				     win32_ended(scene->probe));
	return 0;
}

static found_fn *find(HMODULE library, const char *name)
{
	return (found_fn *)GetProcAddress(library, name);
}

int send_restart_manager(struct scene *scene, const struct delivery_row *row)
{
	HMODULE library = LoadLibraryExW(L"rstrtmgr.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
	rm_start_fn *start = (rm_start_fn *)find(library, "RmStartSession");
	rm_register_fn *resources = (rm_register_fn *)find(library, "RmRegisterResources");
	rm_shutdown_fn *shutdown = (rm_shutdown_fn *)find(library, "RmShutdown");
	rm_end_fn *end = (rm_end_fn *)find(library, "RmEndSession");
	struct rm_process process = {.pid = scene->pid};
	FILETIME exit, kernel, user;
	WCHAR key[RM_KEY_SIZE] = L"";
	DWORD session;

	(void)row;
	if (library == NULL || start == NULL || resources == NULL || shutdown == NULL || end == NULL)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, ERROR_PROC_NOT_FOUND,
				   "rstrtmgr.dll has no Restart Manager here");
	GetProcessTimes(scene->probe, &process.started, &exit, &kernel, &user);
	if (deliver_note(scene, "RmStartSession", start(&session, 0, key)) != 0)
		return 0;
	if (deliver_note(scene, "RmRegisterResources", resources(session, 0, NULL, 1, &process, 0, NULL)) == 0)
		deliver_note(scene, "RmShutdown", shutdown(session, RM_FORCE_NEVER, NULL));
	end(session);
	return 0;
}
