/* SPDX-License-Identifier: MIT
 *
 * A pattern and a name, on two lines. What matches is asked a second time of the definition in glob.h, written down as
 * plainly as can be; that takes exponential time, so only for short ones.
 */
#include <string.h>
#include "fuzz.h"
#include "glob.h"

enum { PATTERN_MOST = 14, NAME_MOST = 10 };

static bool defined(const char *p, const char *end, const char *rest, const char *name);

static bool one_of(const char *p, const char *close, const char *name)
{
	const char *end;

	for (p++;; p = end + 1) {
		end = p + strcspn(p, ",}");
		if (defined(p, end, close + 1, name))
			return true;
		if (end == close)
			return false;
	}
}

/* From p up to end, and then what stands at rest, where that is not NULL (it is within alternatives). */
static bool defined(const char *p, const char *end, const char *rest, const char *name)
{
	const char *close = rest == NULL && p < end && *p == '{' ? memchr(p, '}', (size_t)(end - p)) : NULL;

	if (p == end)
		return rest != NULL ? defined(rest, rest + strlen(rest), NULL, name) : *name == '\0' || *name == '/';
	if (close != NULL)
		return one_of(p, close, name);
	if (*p == '*')
		return defined(p + 1, end, rest, name) ||
		       (*name != '\0' && *name != '/' && defined(p, end, rest, name + 1));
	return *p == *name && defined(p + 1, end, rest, name + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *pattern = fuzz_text(data, size);
	char *name = strchr(pattern, '\n');
	bool matches;

	if (name != NULL)
		*name++ = '\0';
	else
		name = pattern + strlen(pattern);
	matches = glob_match(pattern, name);
	if (strlen(pattern) <= PATTERN_MOST && strlen(name) <= NAME_MOST)
		CHECK(matches == defined(pattern, pattern + strlen(pattern), NULL, name));
	free(pattern);
	return 0;
}
