/* SPDX-License-Identifier: MIT
 *
 * lastwords doctor: what in this environment distorts results or blocks cells. Says the
 * cause, what follows, and what to do about it.
 */
#include "doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "commands.h"

void doctor_find(struct doctor *doctor, const char *level, const char *format, ...)
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
	doctor_look(&doctor);
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
