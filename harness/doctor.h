/* SPDX-License-Identifier: MIT
 *
 * What the doctor finds.
 */
#ifndef LASTWORDS_DOCTOR_H
#define LASTWORDS_DOCTOR_H

#include <jansson.h>

struct doctor {
	json_t *findings;
	unsigned blocked;
};

/* doctor_find - a finding, printf-like. level: "ok", "note" (handled, or only to be known), "blocked" (cells cannot be
 * run here). */
void doctor_find(struct doctor *doctor, const char *level, const char *format, ...);

/* doctor_look - each system's own look at its machine. */
void doctor_look(struct doctor *doctor);

#endif
