/* SPDX-License-Identifier: MIT
 *
 * The judge takes in lines. Remembers a few bits per cell and claim, no traces.
 */
#include "judged.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "glob.h"
#include "observation.h"

struct judge *judge_new(enum platform platform)
{
	struct judge *judge = calloc(1, sizeof(*judge));

	if (judge == NULL)
		return NULL;
	judge->platform = platform;
	judge->last = claims_count;
	judge->index = json_object();
	judge->troubles = json_object();
	judge->because = calloc(claims_count + 1, sizeof(*judge->because));
	judge->exhibit = calloc(claims_count + 1, sizeof(*judge->exhibit));
	judge->said_of = calloc(claims_count + 1, sizeof(*judge->said_of));
	if (judge->index == NULL || judge->troubles == NULL || judge->because == NULL || judge->exhibit == NULL ||
	    judge->said_of == NULL) {
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
	free(judge->said_of);
	json_decref(judge->index);
	json_decref(judge->troubles);
	free(judge);
}

void judge_only(struct judge *judge, size_t index)
{
	judge->first = index;
	judge->last = index + 1;
}

static bool picks(const char *const *globs, const char *name)
{
	for (; globs != NULL && *globs != NULL; globs++)
		if (glob_match(*globs, name))
			return true;
	return false;
}

static uint64_t order_of(const char *name)
{
	uint64_t order = 0;

	for (unsigned axis = AXIS_PROBE; axis <= AXIS_RESPONDER; axis++) {
		size_t length = strcspn(name, "/"), id;
		char part[CELL_NAME_MAX];

		snprintf(part, sizeof(part), "%.*s", (int)length, name);
		id = axis_find((enum axis)axis, part);
		order = order << 16 | (id == 0 ? UINT16_MAX : id);
		name += length + (name[length] != '\0');
	}
	return order;
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
	known->order = order_of(name);
	for (size_t i = judge->first; i < judge->last; i++)
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
	if (judge->exhibit[claim] != 0 && !judged_before(known, judge->cells[judge->exhibit[claim] - 1]))
		return;
	judge->exhibit[claim] = (size_t)json_integer_value(json_object_get(judge->index, known->name)) + 1;
	snprintf(judge->because[claim], sizeof(judge->because[claim]), "%s", why);
}

static void take_observation(struct judge *judge, struct known *known, const struct observation *observation)
{
	for (size_t i = judge->first; i < judge->last; i++) {
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
	for (size_t i = judge->first; i < judge->last; i++) {
		bool first = judge->because[i][0] == '\0' || known->order < judge->said_of[i];

		if ((known->claims[i] & (KNOWN_SELECTED | KNOWN_CONTROL)) == 0 || judge->exhibit[i] != 0 || !first)
			continue;
		judge->said_of[i] = known->order;
		snprintf(judge->because[i], sizeof(judge->because[i]), "%s", what == NULL ? "?" : what);
	}
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
