/* SPDX-License-Identifier: MIT
 *
 * lastwords doctor: what in this environment distorts results or blocks cells. Says the
 * cause, what follows, and what to do about it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cgroup.h"
#include "commands.h"
#include "facts.h"
#include "ground.h"
#include "program.h"

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
	enum ground_kind kind = ground_best(why, sizeof(why));

	if (kind == GROUND_SUPERVISOR)
		find(doctor, "note",
		     "%s. Cells are contained by a supervisor only: should it and lastwords both be killed, probes may "
		     "be "
		     "left. Run as root, or allow unprivileged user namespaces.",
		     why);
	else
		find(doctor, "ok", "cells run in a %s: nothing can outlive a run", ground_kind_name(kind));
}

static void look_at_fence(struct doctor *doctor)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	if (access(path, R_OK) == 0)
		find(doctor, "ok", "negatives are proved by the fence (/proc/PID/task/TID/children is there)");
	else
		find(doctor, "note",
		     "the kernel lacks CONFIG_PROC_CHILDREN: negatives rest on calibrated silence (basis quiet), "
		     "slower and weaker");
}

static void look_at_cgroup(struct doctor *doctor)
{
	char path[4096];

	if (cgroup_base(path, sizeof(path)) == 0)
		find(doctor, "ok", "cgroup v2 at %s is writable", path);
	else
		find(doctor, "blocked", "cgroup-kill: %s. Run as root or in a delegated cgroup.", path);
}

static void look_for_programs(struct doctor *doctor)
{
	static const struct {
		const char *name;
		const char *cells;
	} programs[] = {
		{"sh", "sh-wrapped, sh-exec"}, {"kill", "kill-program"},    {"dash", "kill-dash"},
		{"bash", "kill-bash"},	       {"busybox", "kill-busybox"}, {"python3", "python/*"},
	};

	for (size_t i = 0; i < countof(programs); i++) {
		const char *path = program_search(programs[i].name);

		if (path != NULL)
			find(doctor, "ok", "%s for %s", path, programs[i].cells);
		else
			find(doctor, "blocked", "%s: there is no %s. Install it.", programs[i].cells, programs[i].name);
	}
}

static void look_at_signals(struct doctor *doctor, json_t *facts)
{
	static const char *const keys[] = {"ignored", "blocked"};

	for (size_t i = 0; i < countof(keys); i++) {
		json_t *list = json_object_get(facts, keys[i]);
		char *text = json_array_size(list) == 0 ? NULL : json_dumps(list, 0);

		if (text == NULL)
			continue;
		find(doctor, "note",
		     "the caller has signals %s: %s. Probes do not inherit that; other programs started here would.",
		     keys[i], text);
		free(text);
	}
}

static void look_at_caller(struct doctor *doctor)
{
	json_t *facts = facts_caller();

	look_at_signals(doctor, facts);
	if (json_is_true(json_object_get(facts, "pid_1")))
		find(doctor, "note", "lastwords is process 1 here: signals without a handler do not reach it");
	if (json_is_false(json_object_get(facts, "terminal")))
		find(doctor, "ok", "no terminal on standard input; cells bring their own");
	if (json_is_string(json_object_get(facts, "container")))
		find(doctor, "note", "in a container (%s): kernel facts are the host's",
		     json_string_value(json_object_get(facts, "container")));
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
	look_at_ground(&doctor);
	look_at_fence(&doctor);
	look_at_cgroup(&doctor);
	look_for_programs(&doctor);
	look_at_caller(&doctor);
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
