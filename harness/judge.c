/* SPDX-License-Identifier: MIT
 *
 * The judge. Remembers a few bits per cell and claim, no traces.
 */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "glob.h"
#include "observation.h"
#include "printable.h"
#include "trace.h"

/* What is known of one claim in one cell, over all rounds. */
enum {
	KNOWN_SELECTED = 1,
	KNOWN_CONTROL = 2,
	KNOWN_YES = 4,
	KNOWN_NO = 8,
	KNOWN_SILENT = 16, /* what is asked was not told */
	KNOWN_CONTROL_YES = 64,
	KNOWN_CONTROL_NO = 128
};

struct known {
	char name[CELL_NAME_MAX];
	unsigned ground;  /* rounds that the machine could not run */
	unsigned fault;	  /* rounds that we failed to observe */
	uint8_t claims[]; /* a set of KNOWN_* for each claim */
};

struct judge {
	enum platform platform;
	json_t *index;	  /* cell name -> number in cells */
	json_t *troubles; /* "round cell" -> was it the ground? */
	struct known **cells;
	size_t cells_count;
	char (*because)[160];	   /* of the first counter-example or fault of each claim */
	size_t *exhibit;	   /* its cell, plus one */
	bool absent[AXIS_MAX][64]; /* ids that the platform lacks */
};

struct judge *judge_new(enum platform platform)
{
	struct judge *judge = calloc(1, sizeof(*judge));

	if (judge == NULL)
		return NULL;
	judge->platform = platform;
	judge->index = json_object();
	judge->troubles = json_object();
	judge->because = calloc(claims_count + 1, sizeof(*judge->because));
	judge->exhibit = calloc(claims_count + 1, sizeof(*judge->exhibit));
	if (judge->index == NULL || judge->troubles == NULL || judge->because == NULL || judge->exhibit == NULL) {
		judge_free(judge);
		return NULL;
	}
	return judge;
}

void judge_free(struct judge *judge)
{
	if (judge == NULL)
		return;
	for (size_t i = 0; i < judge->cells_count; i++)
		free(judge->cells[i]);
	free(judge->cells);
	free(judge->because);
	free(judge->exhibit);
	json_decref(judge->index);
	json_decref(judge->troubles);
	free(judge);
}

static bool picks(const char *const *globs, const char *name)
{
	for (; globs != NULL && *globs != NULL; globs++)
		if (glob_match(*globs, name))
			return true;
	return false;
}

/* The cells are few thousand and each is met again in every round: match its name once. */
static struct known *new_cell(struct judge *judge, const char *name)
{
	struct known *known = calloc(1, sizeof(*known) + claims_count);

	if (known == NULL)
		return NULL;
	if ((judge->cells_count & (judge->cells_count - 1)) == 0) {
		size_t room = judge->cells_count == 0 ? 1 : judge->cells_count * 2;
		struct known **cells = realloc(judge->cells, room * sizeof(*cells));

		if (cells == NULL) {
			free(known);
			return NULL;
		}
		judge->cells = cells;
	}
	snprintf(known->name, sizeof(known->name), "%s", name);
	for (size_t i = 0; i < claims_count; i++)
		known->claims[i] = (uint8_t)((picks(claims[i].cells, name) ? KNOWN_SELECTED : 0) |
					     (picks(claims[i].control, name) ? KNOWN_CONTROL : 0));
	json_object_set_new(judge->index, name, json_integer((json_int_t)judge->cells_count));
	judge->cells[judge->cells_count++] = known;
	return known;
}

static struct known *find_cell(struct judge *judge, const char *name)
{
	json_t *number = json_object_get(judge->index, name);

	if (number != NULL)
		return judge->cells[json_integer_value(number)];
	return judge->cells_count == JUDGE_CELLS_MAX ? NULL : new_cell(judge, name);
}

static void remember(struct judge *judge, size_t claim, const struct known *known, const char *why)
{
	if (judge->exhibit[claim] != 0)
		return;
	judge->exhibit[claim] = (size_t)json_integer_value(json_object_get(judge->index, known->name)) + 1;
	snprintf(judge->because[claim], sizeof(judge->because[claim]), "%s", why);
}

static void take_observation(struct judge *judge, struct known *known, const struct observation *observation)
{
	for (size_t i = 0; i < claims_count; i++) {
		uint8_t *of_claim = &known->claims[i];
		char why[120];

		if ((*of_claim & KNOWN_CONTROL) != 0)
			*of_claim |= observation_is_control(observation, &claims[i].that) ? KNOWN_CONTROL_YES
											  : KNOWN_CONTROL_NO;
		if ((*of_claim & KNOWN_SELECTED) == 0)
			continue;
		if (!observation_answers(observation, &claims[i].that)) {
			*of_claim |= KNOWN_SILENT;
		} else if (observation_satisfies(observation, &claims[i].that, why, sizeof(why))) {
			*of_claim |= KNOWN_YES;
		} else {
			*of_claim |= KNOWN_NO;
			remember(judge, i, known, why);
		}
	}
}

static const char *round_of(json_t *line, const struct known *known, char *key, size_t size)
{
	snprintf(key, size, "%lld %s", (long long)json_integer_value(json_object_get(line, "round")), known->name);
	return key;
}

/* A later line about the same round replaces an earlier trouble: that is what a resumed run leaves. */
static void forget_trouble(struct judge *judge, json_t *line, struct known *known)
{
	char key[CELL_NAME_MAX + 24];
	json_t *ground = json_object_get(judge->troubles, round_of(line, known, key, sizeof(key)));

	if (ground == NULL)
		return;
	if (json_is_true(ground))
		known->ground--;
	else
		known->fault--;
	json_object_del(judge->troubles, key);
}

static void take_trouble(struct judge *judge, json_t *line, struct known *known, json_t *trouble)
{
	const char *step = json_string_value(json_object_get(trouble, "step"));
	const char *what = json_string_value(json_object_get(trouble, "what"));
	bool ground = step != NULL && strcmp(step, step_name(STEP_GROUND)) == 0;
	char key[CELL_NAME_MAX + 24];

	forget_trouble(judge, line, known);
	json_object_set_new(judge->troubles, round_of(line, known, key, sizeof(key)), json_boolean(ground));
	if (ground)
		known->ground++;
	else
		known->fault++;
	for (size_t i = 0; i < claims_count; i++)
		if ((known->claims[i] & (KNOWN_SELECTED | KNOWN_CONTROL)) != 0 && judge->because[i][0] == '\0')
			snprintf(judge->because[i], sizeof(judge->because[i]), "%s", what == NULL ? "?" : what);
}

static int take_absent(struct judge *judge, json_t *line)
{
	const char *key = json_string_value(json_object_get(line, "axis"));
	const char *name = json_string_value(json_object_get(line, "id"));
	static const char *const keys[] = {[AXIS_PROBE] = "probe",
					   [AXIS_LAUNCH] = "launch",
					   [AXIS_DELIVERY] = "delivery",
					   [AXIS_RESPONDER] = "responder"};

	for (unsigned axis = AXIS_PROBE; key != NULL && name != NULL && axis < countof(keys); axis++) {
		size_t id = strcmp(keys[axis], key) == 0 ? axis_find((enum axis)axis, name) : 0;

		if (id != 0 && id < countof(judge->absent[0])) {
			judge->absent[axis][id] = true;
			return 0;
		}
	}
	return -1;
}

int judge_line(struct judge *judge, json_t *line)
{
	const char *type = json_string_value(json_object_get(line, "type"));
	const char *name = json_string_value(json_object_get(line, "cell"));
	json_t *trouble = json_object_get(line, "trouble");
	struct observation observation;
	struct known *known;

	if (type == NULL)
		return -1;
	if (strcmp(type, "absent") == 0)
		return take_absent(judge, line);
	if (strcmp(type, "cell") != 0 || json_object_get(line, "absent") != NULL)
		return 0;
	if (name == NULL || !cell_name_is_one(name))
		return -1;
	known = find_cell(judge, name);
	if (known == NULL)
		return -1;
	if (json_is_object(trouble)) {
		take_trouble(judge, line, known, trouble);
		return 0;
	}
	if (observation_read(line, &observation) < 0 || observation.deadline)
		return -1;
	forget_trouble(judge, line, known);
	take_observation(judge, known, &observation);
	return 0;
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
			if (tally->mixed++ == 0)
				tally->first_mixed = i;
		} else if ((known & KNOWN_NO) != 0) {
			tally->no++;
		} else if ((known & KNOWN_YES) != 0) {
			if (tally->yes++ == 0)
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
