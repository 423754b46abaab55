/* SPDX-License-Identifier: MIT
 *
 * The glob matcher. Pure: knows strings, not cells. Reads the pattern once and keeps the set of places in the name that
 * it can have come to, so that the time is that of pattern times name, whatever they are; trying one way after
 * the other takes exponential time (https://research.swtch.com/glob).
 */
#include "glob.h"

#include <stddef.h>
#include <string.h>

/* Places in the name between low and high; none where low is beyond high. */
struct places {
	bool at[GLOB_NAME_MAX + 1];
	size_t low, high;
};

static bool any(const struct places *places)
{
	return places->low <= places->high;
}

static void match_letter(struct places *places, char letter, const char *name)
{
	size_t low = GLOB_NAME_MAX, high = 0;

	for (size_t i = places->high + 1; i-- > places->low;) {
		bool here = places->at[i] && name[i] == letter && name[i] != '\0';

		places->at[i] = false;
		if (!here)
			continue;
		places->at[i + 1] = true;
		low = i + 1;
		high = high == 0 ? i + 1 : high;
	}
	places->low = low;
	places->high = high;
}

static void match_star(struct places *places, const char *name)
{
	for (size_t i = places->low; i <= places->high; i++)
		if (places->at[i] && name[i] != '\0' && name[i] != '/') {
			places->at[i + 1] = true;
			if (places->high == i)
				places->high = i + 1;
		}
}

/* Up to end, where nothing but the star is more than a letter. */
static void match_plain(struct places *places, const char *p, const char *end, const char *name)
{
	for (; p < end && any(places); p++)
		if (*p == '*')
			match_star(places, name);
		else
			match_letter(places, *p, name);
}

static void add(struct places *all, const struct places *more)
{
	for (size_t i = more->low; i <= more->high; i++)
		all->at[i] = all->at[i] || more->at[i];
	all->low = more->low < all->low ? more->low : all->low;
	all->high = more->high > all->high ? more->high : all->high;
}

/* All the alternatives between the braces at p and close, each from the places that were there before. */
static void match_alternatives(struct places *places, const char *p, const char *close, const char *name)
{
	struct places all = {.low = GLOB_NAME_MAX};

	for (const char *end; p < close; p = end) {
		struct places one = *places;

		end = p + 1 + strcspn(p + 1, ",}");
		match_plain(&one, p + 1, end, name);
		if (any(&one))
			add(&all, &one);
	}
	*places = all;
}

bool glob_match(const char *pattern, const char *name)
{
	struct places places = {.at = {true}};

	if (strlen(name) >= GLOB_NAME_MAX)
		return false;
	for (const char *p = pattern; *p != '\0' && any(&places); p++) {
		const char *close = *p == '{' ? strchr(p, '}') : NULL;

		if (close == NULL) {
			match_plain(&places, p, p + 1, name);
			continue;
		}
		match_alternatives(&places, p, close, name);
		p = close;
	}
	for (size_t i = places.low; i <= places.high; i++)
		if (places.at[i] && (name[i] == '\0' || name[i] == '/'))
			return true;
	return false;
}
