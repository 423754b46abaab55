/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on Linux.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cgroup.h"
#include "doctor.h"
#include "facts.h"
#include "ground.h"
#include "program.h"

static void look_at_ground(struct doctor *doctor)
{
	char why[256];
	enum ground_kind kind = ground_best(why, sizeof(why));

	if (kind == GROUND_SUPERVISOR)
		doctor_find(doctor, "note",
			    "%s. Cells are contained by a supervisor only: should it and lastwords both be killed, "
			    "probes may "
			    "be "
			    "left. Run as root, or allow unprivileged user namespaces.",
			    why);
	else
		doctor_find(doctor, "ok", "cells run in a %s: nothing can outlive a run", ground_kind_name(kind));
}

static void look_at_fence(struct doctor *doctor)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	if (access(path, R_OK) == 0)
		doctor_find(doctor, "ok", "negatives are proved by the fence (/proc/PID/task/TID/children is there)");
	else if (access("/proc/self", F_OK) < 0)
		doctor_find(
			doctor, "note",
			"there is no /proc: no PID namespace, probes are found with --probes only, what they leave is "
			"not seen, and negatives rest on calibrated silence (basis quiet). Mount it.");
	else
		doctor_find(
			doctor, "note",
			"the kernel lacks CONFIG_PROC_CHILDREN: negatives rest on calibrated silence (basis quiet), "
			"slower and weaker");
}

static void look_at_cgroup(struct doctor *doctor)
{
	char path[4096];

	if (cgroup_base(path, sizeof(path)) == 0)
		doctor_find(doctor, "ok", "cgroup v2 at %s is writable", path);
	else
		doctor_find(doctor, "blocked", "cgroup-kill: %s. Run as root or in a delegated cgroup.", path);
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
			doctor_find(doctor, "ok", "%s for %s", path, programs[i].cells);
		else
			doctor_find(doctor, "blocked", "%s: there is no %s. Install it.", programs[i].cells,
				    programs[i].name);
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
		doctor_find(
			doctor, "note",
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
		doctor_find(doctor, "note", "lastwords is process 1 here: signals without a handler do not reach it");
	if (json_is_false(json_object_get(facts, "terminal")))
		doctor_find(doctor, "ok", "no terminal on standard input; cells bring their own");
	if (json_is_string(json_object_get(facts, "container")))
		doctor_find(doctor, "note", "in a container (%s): kernel facts are the host's",
			    json_string_value(json_object_get(facts, "container")));
	json_decref(facts);
}

void doctor_look(struct doctor *doctor)
{
	look_at_ground(doctor);
	look_at_fence(doctor);
	look_at_cgroup(doctor);
	look_for_programs(doctor);
	look_at_caller(doctor);
}
