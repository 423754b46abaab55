/* SPDX-License-Identifier: MIT
 *
 * Compares one observation with what a claim says. Pure.
 */
#include "observation.h"

#include <stdio.h>
#include <string.h>
#include "trace.h"

#define END_BIT(how) (UINT32_C(1) << (how))

static uint32_t end_bit(json_t *end)
{
	const char *how = json_string_value(json_object_get(end, "how"));

	for (unsigned i = END_UNSET + 1; how != NULL && i < END_MAX; i++)
		if (strcmp(how, end_how_name((enum end_how)i)) == 0)
			return END_BIT(i);
	return 0;
}

static void read_found(json_t *found, struct observation *observation)
{
	size_t count;
	const struct axis_id *ids = axis_ids(AXIS_FOUND, &count);

	for (size_t i = 1; i < count; i++) {
		json_t *value = json_object_get(found, ids[i].name);

		if (json_is_true(value))
			observation->found |= UINT32_C(1) << i;
		else if (json_is_false(value))
			observation->not_found |= UINT32_C(1) << i;
	}
}

int observation_read(json_t *line, struct observation *ret_observation)
{
	json_t *end = json_object_get(line, "end");
	json_t *ran = json_object_get(line, "ran");
	json_t *heard = json_object_get(line, "heard");
	const char *basis = json_string_value(json_object_get(line, "basis"));
	json_t *rung;
	size_t i;

	*ret_observation = (struct observation){
		.end = end_bit(end),
		.wrapper = end_bit(json_object_get(line, "wrapper")),
		.signal = json_string_value(json_object_get(end, "signal")),
		.code = json_integer_value(json_object_get(end, "code")),
		.error = json_integer_value(json_object_get(json_object_get(line, "sent"), "error")),
		.heard = heard,
		.sent_ok = json_is_true(json_object_get(json_object_get(line, "sent"), "ok")),
		.left = json_is_true(json_object_get(line, "rescued")),
	};
	read_found(json_object_get(line, "found"), ret_observation);
	if (ret_observation->end == 0 || !json_is_array(ran) || !json_is_array(heard) || basis == NULL)
		return -1;
	ret_observation->deadline = strcmp(basis, basis_name(BASIS_DEADLINE)) == 0;
	json_array_foreach (ran, i, rung) {
		const char *name = json_string_value(rung);

		if (name == NULL)
			return -1;
		if (axis_find(AXIS_RUNG, name) != 0)
			ret_observation->ran |= UINT32_C(1) << axis_find(AXIS_RUNG, name);
	}
	return 0;
}

static bool same_heard(const struct observation *observation, const char *const *heard)
{
	size_t i = 0;

	for (; heard[i] != NULL; i++) {
		const char *name = json_string_value(json_array_get(observation->heard, i));

		if (name == NULL || strcmp(name, heard[i]) != 0)
			return false;
	}
	return json_array_size(observation->heard) == i;
}

static const char *first_of(enum axis axis, uint32_t set)
{
	size_t id = 1;

	while (id < 32 && (set & (UINT32_C(1) << id)) == 0)
		id++;
	return axis_name(axis, id);
}

static const char *end_name(uint32_t end)
{
	unsigned how = END_UNSET;

	while (how < END_MAX && (end & END_BIT(how)) == 0)
		how++;
	return end_how_name((enum end_how)how);
}

static bool same_signal(const struct observation *observation, const char *signal)
{
	return observation->signal != NULL && strcmp(observation->signal, signal) == 0;
}

bool observation_answers(const struct observation *o, const struct that *that)
{
	return ((that->found | that->not_found) & ~(o->found | o->not_found)) == 0;
}

bool observation_satisfies(const struct observation *o, const struct that *that, char *why, size_t size)
{
	if ((that->ran & ~o->ran) != 0)
		snprintf(why, size, "%s did not run", first_of(AXIS_RUNG, that->ran & ~o->ran));
	else if ((that->not_ran & o->ran) != 0)
		snprintf(why, size, "%s ran", first_of(AXIS_RUNG, that->not_ran & o->ran));
	else if (that->end != 0 && (that->end & o->end) == 0)
		snprintf(why, size, "it ended as: %s", end_name(o->end));
	else if (that->wrapper != 0 && (that->wrapper & o->wrapper) == 0)
		snprintf(why, size, "the process that was started ended as: %s", end_name(o->wrapper));
	else if (that->signal != NULL && !same_signal(o, that->signal))
		snprintf(why, size, "it was not ended by %s but %s", that->signal,
			 o->signal == NULL ? "by none" : o->signal);
	else if (that->code >= 0 && o->code != that->code)
		snprintf(why, size, "its exit code was %lld, not %lld", o->code, (long long)that->code);
	else if (that->error >= 0 && o->error != that->error)
		snprintf(why, size, "the error was %lld, not %lld", o->error, that->error);
	else if ((that->found & o->not_found) != 0)
		snprintf(why, size, "it did not find: %s", first_of(AXIS_FOUND, that->found & o->not_found));
	else if ((that->not_found & o->found) != 0)
		snprintf(why, size, "it found: %s", first_of(AXIS_FOUND, that->not_found & o->found));
	else if (that->heard != NULL && !same_heard(o, that->heard))
		snprintf(why, size, "its handlers heard something else (%zu signals)", json_array_size(o->heard));
	else if (that->sent != NULL && o->sent_ok != (strcmp(that->sent, "ok") == 0))
		snprintf(why, size, "the sender was told %s", o->sent_ok ? "that it worked" : "that it failed");
	else if (that->left != NULL && o->left != (strcmp(that->left, "something") == 0))
		snprintf(why, size, "it left %s running", o->left ? "something" : "nothing");
	else
		return true;
	return false;
}

bool observation_is_control(const struct observation *o, const struct that *that)
{
	const uint32_t living = END_BIT(END_ALIVE) | END_BIT(END_STOPPED);

	if ((that->not_ran & ~o->ran) != 0)
		return false;
	if (that->end != 0 && (that->end & ~living) == 0 && (o->end & living) != 0)
		return false;
	return that->heard == NULL || that->heard[0] != NULL || json_array_size(o->heard) > 0;
}
