/* SPDX-License-Identifier: MIT
 *
 * lastwords doctor on Windows: what in this environment distorts results or blocks cells.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "facts.h"
#include "ground.h"
#include "paths.h"
#include "win32.h"
#include "wine.win32.h"

struct doctor {
	json_t *findings;
	unsigned blocked;
};

/* level: "ok", "note" (handled, or only to be known), "blocked" (cells cannot be run here) */
static void find(struct doctor *doctor, const char *level, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (strcmp(level, "blocked") == 0)
		doctor->blocked++;
	json_array_append_new(doctor->findings, json_pack("{s:s, s:s}", "level", level, "text", text));
}

static void look_at_ground(struct doctor *doctor)
{
	char why[256];

	if (ground_best(why, sizeof(why)) == GROUND_UNSET)
		find(doctor, "blocked", "every cell: %s", why);
	else
		find(doctor, "ok", "cells run in a job object: nothing can outlive a run");
}

static bool exported(const wchar_t *library, const char *name)
{
	HMODULE module = GetModuleHandleW(library);

	return module != NULL && GetProcAddress(module, name) != NULL;
}

static void look_for_functions(struct doctor *doctor)
{
	if (exported(L"kernel32.dll", "CreatePseudoConsole"))
		find(doctor, "ok", "pseudo consoles for conpty, conpty-group");
	else
		find(doctor, "blocked", "conpty: pseudo consoles came with Windows 10 1809");
	if (exported(L"kernelbase.dll", "CtrlRoutine") || exported(L"kernel32.dll", "CtrlRoutine"))
		find(doctor, "ok", "CtrlRoutine is exported, for ctrl-routine-c and ctrl-routine-close");
	else
		find(doctor, "blocked", "ctrl-routine-*: this system does not export CtrlRoutine");
}

static void look_for_programs(struct doctor *doctor)
{
	static const wchar_t *const runtimes[] = {L"console-msvcrt", L"console-ucrt", L"console-static"};
	char probes[WIN32_PATH], text[64];
	wchar_t wide[WIN32_PATH], path[WIN32_PATH];

	if (SearchPathW(NULL, L"python.exe", NULL, ARRAYSIZE(path), path, NULL) == 0)
		find(doctor, "blocked", "python/*: there is no python.exe on the path");
	if (paths_probes(NULL, probes, sizeof(probes)) < 0)
		return;
	win32_wide(probes, wide, ARRAYSIZE(wide));
	for (size_t i = 0; i < ARRAYSIZE(runtimes); i++) {
		win32_format(path, ARRAYSIZE(path), L"%ls\\%ls.exe", wide, runtimes[i]);
		if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
			find(doctor, "blocked", "%s/*: it was not built with this toolchain",
			     win32_narrow(runtimes[i], text, sizeof(text)));
	}
}

static void look_at_caller(struct doctor *doctor)
{
	json_t *facts = facts_caller();

	if (wine_version() != NULL)
		find(doctor, "note",
		     "this is Wine %s, a platform of its own: what is seen here is no answer about Windows",
		     wine_version());
	if (json_is_false(json_object_get(facts, "desktop")))
		find(doctor, "note",
		     "there is no visible desktop (a service, ssh, no DISPLAY): consoles may have no windows, and "
		     "cells that "
		     "close them are blocked. Run it in a session with a desktop.");
	if (json_integer_value(json_object_get(facts, "console_processes")) > 1)
		find(doctor, "ok",
		     "%lld processes share our console; cells bring their own, so none of them is told anything",
		     (long long)json_integer_value(json_object_get(facts, "console_processes")));
	json_decref(facts);
}

int command_doctor(const struct options *options)
{
	struct doctor doctor = {.findings = json_array()};
	json_t *finding;
	size_t i;

	if (options->arguments_count > 0) {
		fprintf(stderr, "lastwords: doctor takes no '%s'. Try 'lastwords doctor --help'.\n",
			options->arguments[0]);
		json_decref(doctor.findings);
		return EXIT_USAGE;
	}
	look_at_caller(&doctor);
	look_at_ground(&doctor);
	look_for_functions(&doctor);
	look_for_programs(&doctor);
	if (options->json) {
		json_dumpf(doctor.findings, stdout, JSON_INDENT(1));
		printf("\n");
	} else {
		json_array_foreach (doctor.findings, i, finding)
			printf("%-8s %s\n", json_string_value(json_object_get(finding, "level")),
			       json_string_value(json_object_get(finding, "text")));
		printf("\n%u groups of cells are blocked here; they are recorded as such and judge nothing.\n",
		       doctor.blocked);
	}
	json_decref(doctor.findings);
	return doctor.blocked > 0 ? EXIT_BLOCKED : EXIT_AS_EXPECTED;
}
