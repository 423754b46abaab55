/* SPDX-License-Identifier: MIT
 *
 * The glob matcher. Pure: knows strings, not cells.
 */
#include "glob.h"

#include <string.h>

/* A stretch of pattern up to end, and what comes after it (NULL: nothing does). */
struct stretch {
	const char *end;
	const char *rest;
};

static bool match(const char *p, struct stretch stretch, const char *name);

static bool match_rest(const char *rest, const char *name)
{
	if (rest == NULL)
		return *name == '\0' || *name == '/';
	return match(rest, (struct stretch){rest + strlen(rest), NULL}, name);
}

/* Tries each alternative of the {...} at p in turn, followed by what comes after it. */
static bool match_alternatives(const char *p, const char *close, const char *name)
{
	const char *alternative = p + 1;

	while (alternative <= close) {
		const char *end = alternative + strcspn(alternative, ",}");

		if (match(alternative, (struct stretch){end, close + 1}, name))
			return true;
		alternative = end + 1;
	}
	return false;
}

static bool match_star(const char *p, struct stretch stretch, const char *name)
{
	for (;; name++) {
		if (match(p, stretch, name))
			return true;
		if (*name == '\0' || *name == '/')
			return false;
	}
}

static bool match(const char *p, struct stretch stretch, const char *name)
{
	for (; p < stretch.end; p++, name++) {
		/* Alternatives are not nested: within one a brace is a letter. */
		const char *close = *p == '{' && stretch.rest == NULL ? strchr(p, '}') : NULL;

		if (close != NULL)
			return match_alternatives(p, close, name);
		if (*p == '*')
			return match_star(p + 1, stretch, name);
		if (*p != *name)
			return false;
	}
	return match_rest(stretch.rest, name);
}

bool glob_match(const char *pattern, const char *name)
{
	return match_rest(pattern, name);
}
