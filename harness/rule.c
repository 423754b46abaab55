/* SPDX-License-Identifier: MIT
 *
 * The judge rules. What it says does not depend on the order of the lines: of several cells that could be shown, the
 * first of the plan is.
 */
#include <stdio.h>
#include <string.h>
#include "glob.h"
#include "judged.h"
#include "printable.h"

bool judged_before(const struct known *one, const struct known *other)
{
	return one->order != other->order ? one->order < other->order : strcmp(one->name, other->name) < 0;
}

/* Does some part of the selector name only what the platform lacks? */
static bool selector_is_absent(const struct judge *judge, const char *selector)
{
	for (unsigned axis = AXIS_PROBE; axis <= AXIS_RESPONDER; axis++) {
		size_t length = strcspn(selector, "/");
		char part[CELL_NAME_MAX];
		bool any = false, present = false;
		size_t count;
		const struct axis_id *ids = axis_ids((enum axis)axis, &count);

		snprintf(part, sizeof(part), "%.*s", (int)length, selector);
		for (size_t id = 1; id < count; id++)
			if (glob_match(part, ids[id].name)) {
				any = true;
				present = present || !judge->absent[axis][id];
			}
		if (any && !present)
			return true;
		selector += length;
		if (*selector == '\0')
			break;
		selector++;
	}
	return false;
}

static bool claim_is_absent(const struct judge *judge, const struct claim *claim)
{
	for (const char *const *selector = claim->cells; *selector != NULL; selector++)
		if (!selector_is_absent(judge, *selector))
			return false;
	return true;
}

struct tally {
	unsigned yes, no, mixed, silent, ground, fault, control_yes, control_no, control_blocked;
	size_t first_mixed, first_yes;
};

static void count(const struct judge *judge, size_t claim, struct tally *tally)
{
	for (size_t i = 0; i < judge->cells_count; i++) {
		unsigned known = judge->cells[i]->claims[claim];

		if ((known & KNOWN_CONTROL) != 0) {
			tally->control_yes += (known & KNOWN_CONTROL_YES) != 0;
			tally->control_no += (known & KNOWN_CONTROL_NO) != 0;
			tally->control_blocked += judge->cells[i]->ground + judge->cells[i]->fault > 0;
		}
		if ((known & KNOWN_SELECTED) == 0)
			continue;
		tally->silent += (known & KNOWN_SILENT) != 0;
		tally->ground += judge->cells[i]->ground > 0;
		tally->fault += judge->cells[i]->fault > 0;
		if ((known & KNOWN_YES) != 0 && (known & KNOWN_NO) != 0) {
			if (tally->mixed++ == 0 || judged_before(judge->cells[i], judge->cells[tally->first_mixed]))
				tally->first_mixed = i;
		} else if ((known & KNOWN_NO) != 0) {
			tally->no++;
		} else if ((known & KNOWN_YES) != 0) {
			if (tally->yes++ == 0 || judged_before(judge->cells[i], judge->cells[tally->first_yes]))
				tally->first_yes = i;
		}
	}
}

static void rule(const struct judge *judge, size_t claim, const struct tally *tally, struct verdict *verdict)
{
	const char *because = judge->because[claim];
	bool needs_control = claims[claim].control != NULL;

	if (tally->mixed > 0) {
		verdict->ruling = RULING_MIXED;
		verdict->exhibit = judge->cells[tally->first_mixed]->name;
		snprintf(verdict->because, sizeof(verdict->because), "%u cells gave both answers; once %s",
			 tally->mixed, because);
	} else if (tally->no > 0) {
		verdict->ruling = RULING_REFUTED;
		verdict->exhibit = judge->cells[judge->exhibit[claim] - 1]->name;
		snprintf(verdict->because, sizeof(verdict->because), "%s (%u of %u cells)", because, tally->no,
			 tally->no + tally->yes);
	} else if (tally->yes > 0 && tally->fault > 0) {
		verdict->ruling = RULING_BLOCKED;
		verdict->fault = true;
		snprintf(verdict->because, sizeof(verdict->because), "%u cells could not be observed: %s", tally->fault,
			 because);
	} else if (tally->silent > 0) {
		verdict->ruling = RULING_UNTESTED;
		snprintf(verdict->because, sizeof(verdict->because), "%u cells do not say what their probe found",
			 tally->silent);
	} else if (tally->yes > 0 && needs_control && (tally->control_yes == 0 || tally->control_no > 0)) {
		bool blocked = tally->control_yes == 0 && tally->control_no == 0 && tally->control_blocked > 0;

		verdict->ruling = blocked ? RULING_BLOCKED : RULING_UNTESTED;
		snprintf(verdict->because, sizeof(verdict->because), "no control: %s",
			 tally->control_no > 0 ? "a control cell does not show the opposite either"
			 : blocked	       ? because
					       : "no control cell was run");
	} else if (tally->yes > 0) {
		verdict->ruling = RULING_HOLDS;
		verdict->exhibit = judge->cells[tally->first_yes]->name;
		snprintf(verdict->because, sizeof(verdict->because), "so in all of %u cells%s", tally->yes,
			 tally->ground > 0 ? " that this machine could run" : "");
	} else if (tally->ground + tally->fault > 0) {
		verdict->ruling = RULING_BLOCKED;
		verdict->fault = tally->fault > 0;
		snprintf(verdict->because, sizeof(verdict->because), "%s", because);
	} else if (claim_is_absent(judge, &claims[claim])) {
		verdict->ruling = RULING_ABSENT;
		snprintf(verdict->because, sizeof(verdict->because), "this platform has nothing of the kind");
	} else {
		verdict->ruling = RULING_UNTESTED;
		snprintf(verdict->because, sizeof(verdict->because), "none of its cells was run");
	}
}

static bool expected(const struct claim *claim, enum platform platform, enum ruling ruling)
{
	if (ruling == RULING_UNTESTED || ruling == RULING_BLOCKED)
		return true; /* no verdict, so none that surprises; what blocked it is said elsewhere */
	if (ruling == RULING_MIXED)
		return false;
	if (claim->known[platform] != RULING_UNSET)
		return ruling == claim->known[platform];
	return claim->expect[platform] == RULING_UNSET || ruling == claim->expect[platform];
}

void judge_verdict(const struct judge *judge, size_t index, struct verdict *ret_verdict)
{
	struct tally tally = {0};

	*ret_verdict = (struct verdict){0};
	count(judge, index, &tally);
	rule(judge, index, &tally, ret_verdict);
	printable(ret_verdict->because);
	ret_verdict->cells = tally.yes + tally.no + tally.mixed;
	ret_verdict->blocked = tally.ground + tally.fault;
	ret_verdict->as_expected = expected(&claims[index], judge->platform, ret_verdict->ruling);
}
