/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on macOS.
 */
#include <unistd.h>
#include "doctor.h"
#include "doctor.posix.h"
#include "kin.h"
#include "processes.h"

static void look_at_ground(struct doctor *doctor)
{
	doctor_find(
		doctor, "note",
		"no PID namespaces and no subreapers here: cells are contained by a supervisor, which ends what "
		"descends from it, is in a session of its, or carries " KIN_VARIABLE
		" in its environment. What can still escape: a program that has emptied its environment, is in a "
		"session of its own, and lost its parent before it was seen once; and everything, should lastwords, "
		"supervisor and worker all be killed at once.");
}

static void look_at_basis(struct doctor *doctor)
{
	doctor_find(doctor, "note",
		    "negatives rest on calibrated silence (basis quiet): no call shows which signals are pending or "
		    "whether a wait ends by itself. A thread that runs, or ran between two looks, ends a silence.");
}

static void look_at_processes(struct doctor *doctor)
{
	struct process itself;
	struct process_activity activity;

	if (process_look(getpid(), &itself) && process_activity(getpid(), &activity))
		doctor_find(doctor, "ok", "processes and their threads can be looked at (proc_pidinfo)");
	else
		doctor_find(doctor, "blocked",
			    "all cells: proc_pidinfo shows not even this process. Run outside of a sandbox.");
}

void doctor_look(struct doctor *doctor)
{
	look_at_ground(doctor);
	look_at_basis(doctor);
	look_at_processes(doctor);
	doctor_look_for_programs(doctor);
	doctor_look_at_caller(doctor);
}
