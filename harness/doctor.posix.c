/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on every POSIX system.
 */
#include "doctor.posix.h"

#include <stdlib.h>
#include "facts.h"
#include "program.h"

void doctor_look_for_programs(struct doctor *doctor)
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

void doctor_look_at_caller(struct doctor *doctor)
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
