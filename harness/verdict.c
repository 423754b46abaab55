/* SPDX-License-Identifier: MIT
 *
 * Verdicts as lines of the record.
 */
#include "judge.h"

const char *ruling_name(enum ruling ruling)
{
	static const char *const names[RULING_MAX] = {
		[RULING_UNSET] = "?",	      [RULING_HOLDS] = "holds",	      [RULING_REFUTED] = "refuted",
		[RULING_MIXED] = "mixed",     [RULING_UNTESTED] = "untested", [RULING_ABSENT] = "absent",
		[RULING_BLOCKED] = "blocked",
	};

	return ruling < RULING_MAX ? names[ruling] : "?";
}

static json_t *list(const char *const *texts)
{
	json_t *array = json_array();

	for (; texts != NULL && *texts != NULL; texts++)
		json_array_append_new(array, json_string(*texts));
	return array;
}

static json_t *ruling_json(enum ruling ruling)
{
	return ruling == RULING_UNSET ? json_null() : json_string(ruling_name(ruling));
}

static json_t *known_json(const struct claim *claim, enum platform platform)
{
	if (claim->known[platform] == RULING_UNSET)
		return json_null();
	return json_pack("{s:s, s:s}", "ruling", ruling_name((enum ruling)claim->known[platform]), "note",
			 claim->note[platform]);
}

json_t *judge_json(enum platform platform, size_t index, const struct verdict *verdict)
{
	const struct claim *claim = &claims[index];

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:b, s:i, s:i, s:s?, s:s}", "type",
			 "verdict", "claim", claim->id, "family", claim->family, "title", claim->title, "says",
			 claim->says, "article", list(claim->article), "sources", list(claim->sources), "expect",
			 ruling_json((enum ruling)claim->expect[platform]), "known", known_json(claim, platform),
			 "ruling", ruling_name(verdict->ruling), "as_expected", verdict->as_expected, "cells",
			 (int)verdict->cells, "blocked", (int)verdict->blocked, "exhibit", verdict->exhibit, "because",
			 verdict->because);
}
