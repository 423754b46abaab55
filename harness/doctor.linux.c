/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on Linux.
 */
#include <stdio.h>
#include <unistd.h>
#include "cgroup.h"
#include "doctor.h"
#include "doctor.posix.h"
#include "ground.h"

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

void doctor_look(struct doctor *doctor)
{
	look_at_ground(doctor);
	look_at_fence(doctor);
	look_at_cgroup(doctor);
	doctor_look_for_programs(doctor);
	doctor_look_at_caller(doctor);
}
