/* SPDX-License-Identifier: MIT
 *
 * The glob matcher. Pure: knows strings, not cells.
 */
#include "glob.h"

#include <stdio.h>
#include <string.h>

static bool match(const char *p, const char *name);

enum { PATTERN_MAX = 512 };

/* Tries each alternative of the {...} at p in turn, put together with what comes after it. */
static bool match_alternatives(const char *p, const char *close, const char *name)
{
	const char *alternative = p + 1;
	char pattern[PATTERN_MAX];

	while (alternative <= close) {
		size_t length = strcspn(alternative, ",}");

		if ((size_t)snprintf(pattern, sizeof(pattern), "%.*s%s", (int)length, alternative, close + 1) <
			    sizeof(pattern) &&
		    match(pattern, name))
			return true;
		alternative += length + 1;
	}
	return false;
}

static bool match(const char *p, const char *name)
{
	for (;; p++, name++) {
		const char *close = *p == '{' ? strchr(p, '}') : NULL;

		if (close != NULL)
			return match_alternatives(p, close, name);
		if (*p == '*') {
			for (;; name++) {
				if (match(p + 1, name))
					return true;
				if (*name == '\0' || *name == '/')
					return false;
			}
		}
		if (*p == '\0')
			return *name == '\0' || *name == '/';
		if (*p != *name)
			return false;
	}
}

bool glob_match(const char *pattern, const char *name)
{
	return match(pattern, name);
}
