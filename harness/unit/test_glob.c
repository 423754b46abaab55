/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>
#include "glob.h"

Test(glob, literal)
{
	cr_assert(glob_match("a/b/c/d", "a/b/c/d"));
	cr_assert_not(glob_match("a/b/c/d", "a/b/c/e"));
	cr_assert_not(glob_match("a/b/c/dd", "a/b/c/d"));
	cr_assert_not(glob_match("a/b/c/d", "a/b/c/dd"));
}

Test(glob, star_stays_in_its_part)
{
	cr_assert(glob_match("a/*/c/d", "a/bbb/c/d"));
	cr_assert(glob_match("a/b*/c/d", "a/b/c/d"));
	cr_assert(glob_match("a/*-x*/c/d", "a/1-x2/c/d"));
	cr_assert_not(glob_match("*/c/d", "a/b/c/d"));
	cr_assert_not(glob_match("a*d", "a/b/c/d"));
}

Test(glob, alternatives)
{
	cr_assert(glob_match("a/{b,c}/c/d", "a/c/c/d"));
	cr_assert(glob_match("a/{b,bb}/c/d", "a/bb/c/d"));
	cr_assert(glob_match("{x,a}/b/c/{d}", "a/b/c/d"));
	cr_assert_not(glob_match("a/{b,c}/c/d", "a/d/c/d"));
	cr_assert(glob_match("a/{x*,b*}/c/d", "a/bbb/c/d"), "a star works within an alternative");
	cr_assert_not(glob_match("a/{x*,y*}/c/d", "a/bbb/c/d"));
}

Test(glob, leading_parts_are_enough)
{
	cr_assert(glob_match("a", "a/b/c/d"));
	cr_assert(glob_match("a/b", "a/b/c/d"));
	cr_assert(glob_match("*/b", "a/b/c/d"));
	cr_assert_not(glob_match("a/b", "a/bb/c/d"));
}

Test(glob, odd_patterns_end)
{
	cr_assert(glob_match("{a", "{a"));
	cr_assert_not(glob_match("", "a/b"));
	cr_assert_not(glob_match("{", "a"));
	cr_assert(glob_match("********a", "xxxxa/b"));
}

Test(glob, no_pattern_takes_long, .timeout = 5)
{
	static const char name[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/b";
	char stars[401], nothings[601], doubles[1001];

	for (size_t i = 0; i < 400; i += 2)
		memcpy(stars + i, "*a", 3);
	for (size_t i = 0; i < 600; i += 3)
		memcpy(nothings + i, "{,}", 4);
	for (size_t i = 0; i < 1000; i += 8)
		memcpy(doubles + i, "{*,a,aa}", 9);
	cr_assert_not(glob_match(stars, name));
	cr_assert_not(glob_match(nothings, name));
	cr_assert(glob_match(doubles, name));
}

Test(glob, a_name_longer_than_any_matches_nothing)
{
	char name[2 * GLOB_NAME_MAX] = "";

	memset(name, 'a', GLOB_NAME_MAX);
	cr_assert_not(glob_match("*", name));
	name[GLOB_NAME_MAX - 1] = '\0';
	cr_assert(glob_match("*", name));
	cr_assert(glob_match("{*}", name));
}
