/* SPDX-License-Identifier: MIT
 *
 * What the user's own terminal can show.
 */
#ifndef LASTWORDS_CONSOLE_H
#define LASTWORDS_CONSOLE_H

#include <stdbool.h>
#include <stdio.h>

/* console_is_terminal - is this stream a terminal that understands colour? (NO_COLOR and
 * TERM=dumb say no, see no-color.org) */
bool console_is_terminal(FILE *stream);

#endif
