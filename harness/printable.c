/* SPDX-License-Identifier: MIT
 *
 * Walks over UTF-8, a character at a time.
 */
#include "printable.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The character at text and its length in bytes; a byte that begins none has length 0. Overlong forms, surrogates and
 * what is beyond U+10FFFF are none (RFC 3629, 3). */
static size_t decode(const unsigned char *text, uint32_t *ret_character)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t length = text[0] < 0x80 ? 1 : text[0] < 0xc0 ? 0 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
	uint32_t character = length < 2 ? text[0] : text[0] & (0x7fU >> length);

	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		character = character << 6 | (text[i] & 0x3fU);
	}
	*ret_character = character;
	if (text[0] >= 0xf8 || character < least[length] || character > 0x10ffff)
		return 0;
	return character >= 0xd800 && character < 0xe000 ? 0 : length;
}

static bool is_command(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

/* What is to be written for the bytes at *text, which is moved past them: themselves, or "?" a byte. */
static bool next(const unsigned char **text, size_t *ret_length, bool commands)
{
	uint32_t character = 0;
	size_t length = decode(*text, &character);

	*ret_length = length == 0 ? 1 : length;
	*text += *ret_length;
	return length != 0 && (commands || !is_command(character));
}

static char *clean(char *text, bool commands)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t length;

	for (char *out = text; *at != '\0'; out += length)
		if (!next(&at, &length, commands))
			memset(out, '?', length);
	return text;
}

char *printable(char *text)
{
	return clean(text, false);
}

static char *copy_of(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = malloc(size);

	return copy == NULL ? NULL : memcpy(copy, text, size);
}

void printable_values(json_t *value)
{
	char *copy = json_is_string(value) ? copy_of(json_string_value(value)) : NULL;
	const char *key;
	json_t *inner;
	size_t i;

	if (copy != NULL)
		json_string_set(value, printable(copy));
	free(copy);
	json_object_foreach (value, key, inner)
		printable_values(inner);
	json_array_foreach (value, i, inner)
		printable_values(inner);
}

json_t *printable_json(const char *text)
{
	json_t *string = text == NULL ? json_null() : json_string(text);
	char *copy = string == NULL ? copy_of(text) : NULL;

	if (copy != NULL)
		string = json_string(clean(copy, true));
	free(copy);
	return string;
}
