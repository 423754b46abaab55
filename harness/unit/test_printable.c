/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include "axes.h"
#include "printable.h"

static const struct {
	const char *text;
	const char *printed;
} cases[] = {
	{"", ""},
	{"plain", "plain"},
	{"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\x88", "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\x88"},
	{"\x1b[2J", "?[2J"},
	{"a\tb\nc\rd\x7f", "a?b?c?d?"},
	{"\xc2\x9b"
	 "2J",
	 "??2J"},			 /* CSI of eight bits, U+009B */
	{"\xe2\x80\xae", "???"},	 /* RIGHT-TO-LEFT OVERRIDE */
	{"cut \xc3", "cut ?"},		 /* the first of two bytes */
	{"cut \xf0\x9f\x90", "cut ???"}, /* three of four */
	{"\xff\xfe", "??"},		 /* no first byte */
	{"\x80", "?"},			 /* no first byte either */
	{"\xc0\x80", "??"},		 /* overlong */
	{"\xed\xa0\x80", "???"},	 /* a surrogate */
	{"\xf4\x90\x80\x80", "????"},	 /* beyond U+10FFFF */
	{"\xe2\x82z", "??z"},
};

Test(printable, what_is_no_text_is_a_question_mark)
{
	for (size_t i = 0; i < countof(cases); i++) {
		char text[32];

		strcpy(text, cases[i].text);
		cr_assert_str_eq(printable(text), cases[i].printed, "%zu: %s", i, text);
	}
}

Test(printable, every_text_can_be_recorded)
{
	for (size_t i = 0; i < countof(cases); i++) {
		json_t *string = printable_json(cases[i].text);

		cr_assert_not_null(string, "%zu", i);
		cr_assert_eq(strlen(json_string_value(string)), strlen(cases[i].text));
		json_decref(string);
	}
}

Test(printable, what_is_text_is_recorded_as_it_is)
{
	json_t *string = printable_json("a\x1b\n\xe2\x80\xae");

	cr_assert_str_eq(json_string_value(string), "a\x1b\n\xe2\x80\xae");
	json_decref(string);
	cr_assert(json_is_null(printable_json(NULL)));
}
