/* SPDX-License-Identifier: MIT
 *
 * One line of a record against what every claim says.
 */
#include <jansson.h>
#include "claim.h"
#include "fuzz.h"
#include "observation.h"

static void ask(const struct observation *observation)
{
	for (size_t i = 0; i < claims_count; i++) {
		char why[120] = "";

		observation_is_control(observation, &claims[i].that);
		if (observation_answers(observation, &claims[i].that))
			CHECK(observation_satisfies(observation, &claims[i].that, why, sizeof(why)) ==
			      (why[0] == '\0'));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *line = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
	struct observation observation;

	if (line != NULL && observation_read(line, &observation) == 0)
		ask(&observation);
	json_decref(line);
	return 0;
}
