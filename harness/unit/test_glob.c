/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
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
