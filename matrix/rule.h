/* SPDX-License-Identifier: MIT
 *
 * What a rule of the plan is made of. Two tables are asked: rules.c for what means nothing anywhere, and
 * rules.<system>.c for what this system cannot make, or shows well enough elsewhere.
 */
#ifndef LASTWORDS_RULE_H
#define LASTWORDS_RULE_H

#include <stdint.h>
#include "axes.h"

#define BIT(id) (UINT64_C(1) << (id))

/* Sets are words of 64 bits: widen them before an axis gets more ids. */
_Static_assert(PROBE_MAX <= 64 && LAUNCH_MAX <= 64 && DELIVERY_MAX <= 64 && RESPONDER_MAX <= 64,
	       "an axis has more ids than a set of the rules holds");

/* Where the sets named here all hold the cell (0 means any), its id on the axis `depth` must be in `only` (0
 * means any) and not in `none`. */
struct rule {
	enum depth depth;
	uint64_t probes, launches, deliveries;
	uint64_t only;
	uint64_t none;
	const char *why;
};

/* The rules of this system. */
extern const struct rule system_rules[];
extern const size_t system_rules_count;

#endif
