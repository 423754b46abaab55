/* SPDX-License-Identifier: MIT
 *
 * Text of a record, a probe or the system made safe to print and to record. It may hold anything: what is no UTF-8 is
 * no JSON either, and control characters are commands to a terminal (console_codes(4)). Knows text only.
 */
#ifndef LASTWORDS_PRINTABLE_H
#define LASTWORDS_PRINTABLE_H

#include <jansson.h>

/* printable - put "?" in place of each byte of text that belongs to a control character, to one that reorders what is
 * read (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), or to no character of UTF-8 at all,
 * as where text was cut to fit. Returns text. */
char *printable(char *text);

/* printable_values - the same for every string in a value, however deep (jansson reads no deeper than 2048:
 * https://jansson.readthedocs.io/en/latest/conformance.html). Keys stay. */
void printable_values(json_t *value);

/* printable_json - a string for a record, with "?" where text is no UTF-8; NULL gives null. New reference. */
json_t *printable_json(const char *text);

#endif
