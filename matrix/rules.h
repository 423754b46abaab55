/* SPDX-License-Identifier: MIT
 *
 * Which combinations mean nothing, each with the reason a user reads.
 */
#ifndef LASTWORDS_RULES_H
#define LASTWORDS_RULES_H

#include "axes.h"

/* rules_left_out - the reason why a combination is left out, NULL when it is not.
 * Only rules that look at exactly the first `depth` axes are asked, so that a whole
 * branch gets one row. Never fails. */
const char *rules_left_out(const struct cell *cell, enum depth depth);

/* Called for a combination that a rule leaves out; axes that the rule does not look at are unset.
 * Returning non-zero ends the walk. */
typedef int rules_visit_fn(void *context, const struct cell *cell, const char *why);

/* rules_walk - every combination that is left out, as wide as the rule puts it, in the order of the
 * table. Ids for which absent says a reason are passed over. Returns 0, or what visit returned. */
int rules_walk(const char *(*absent)(enum axis axis, size_t id), rules_visit_fn *visit, void *context);

#endif
