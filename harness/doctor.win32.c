/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on Windows.
 */
#include <stdio.h>
#include <string.h>
#include "doctor.h"
#include "facts.h"
#include "ground.h"
#include "paths.h"
#include "win32.h"
#include "wine.win32.h"

static void look_at_ground(struct doctor *doctor)
{
	char why[256];

	if (ground_best(why, sizeof(why)) == GROUND_UNSET)
		doctor_find(doctor, "blocked", "every cell: %s", why);
	else
		doctor_find(doctor, "ok", "cells run in a job object: nothing can outlive a run");
}

static bool exported(const wchar_t *library, const char *name)
{
	HMODULE module = GetModuleHandleW(library);

	return module != NULL && GetProcAddress(module, name) != NULL;
}

static void look_for_functions(struct doctor *doctor)
{
	if (exported(L"kernel32.dll", "CreatePseudoConsole"))
		doctor_find(doctor, "ok", "pseudo consoles for conpty, conpty-group");
	else
		doctor_find(doctor, "blocked", "conpty: pseudo consoles came with Windows 10 1809");
	if (exported(L"kernelbase.dll", "CtrlRoutine") || exported(L"kernel32.dll", "CtrlRoutine"))
		doctor_find(doctor, "ok", "CtrlRoutine is exported, for ctrl-routine-c and ctrl-routine-close");
	else
		doctor_find(doctor, "blocked", "ctrl-routine-*: this system does not export CtrlRoutine");
}

static void look_for_programs(struct doctor *doctor)
{
	static const wchar_t *const runtimes[] = {L"console-msvcrt", L"console-ucrt", L"console-static"};
	char probes[WIN32_PATH], text[64];
	wchar_t wide[WIN32_PATH], path[WIN32_PATH];

	if (SearchPathW(NULL, L"python.exe", NULL, ARRAYSIZE(path), path, NULL) == 0)
		doctor_find(doctor, "blocked", "python/*: there is no python.exe on the path");
	if (paths_probes(NULL, probes, sizeof(probes)) < 0)
		return;
	win32_wide(probes, wide, ARRAYSIZE(wide));
	for (size_t i = 0; i < ARRAYSIZE(runtimes); i++) {
		win32_format(path, ARRAYSIZE(path), L"%ls\\%ls.exe", wide, runtimes[i]);
		if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
			doctor_find(doctor, "blocked", "%s/*: it was not built with this toolchain",
				    win32_narrow(runtimes[i], text, sizeof(text)));
	}
}

static void look_at_caller(struct doctor *doctor)
{
	json_t *facts = facts_caller();

	if (wine_version() != NULL)
		doctor_find(doctor, "note",
			    "this is Wine %s, a platform of its own: what is seen here is no answer about Windows",
			    wine_version());
	if (json_is_false(json_object_get(facts, "desktop")))
		doctor_find(
			doctor, "note",
			"there is no visible desktop (a service, ssh, no DISPLAY): consoles may have no windows, and "
			"cells that "
			"close them are blocked. Run it in a session with a desktop.");
	if (json_integer_value(json_object_get(facts, "console_processes")) > 1)
		doctor_find(doctor, "ok",
			    "%lld processes share our console; cells bring their own, so none of them is told anything",
			    (long long)json_integer_value(json_object_get(facts, "console_processes")));
	json_decref(facts);
}

void doctor_look(struct doctor *doctor)
{
	look_at_caller(doctor);
	look_at_ground(doctor);
	look_for_functions(doctor);
	look_for_programs(doctor);
}
