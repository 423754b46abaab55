/* SPDX-License-Identifier: MIT
 *
 * Twice through the table: to count, and to take.
 */
#include "claim_cells.h"

#include <stdlib.h>
#include "claim.h"
#include "glob.h"

static size_t take(const char *const *globs, const char **to, size_t count)
{
	for (; globs != NULL && *globs != NULL; globs++, count++)
		if (to != NULL)
			to[count] = *globs;
	return count;
}

static size_t walk(const char *glob, const char **to)
{
	size_t count = 0;

	for (size_t i = 0; i < claims_count; i++)
		if (glob_match(glob, claims[i].id))
			count = take(claims[i].control, to, take(claims[i].cells, to, count));
	return count;
}

const char **claim_cells(const char *glob, size_t *ret_count)
{
	size_t count = walk(glob, NULL);
	const char **globs = NULL;

	*ret_count = count;
	if (count == 0)
		return NULL;
	globs = malloc(count * sizeof(*globs));
	if (globs == NULL)
		*ret_count = 1;
	else
		walk(glob, globs);
	return globs;
}
