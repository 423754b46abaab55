/* SPDX-License-Identifier: MIT
 *
 * Writes things into its journal that are no marks.
 */
#include <string.h>
#include "canary.h"

static const struct {
	const char *responder;
	const char *text;
} scribbles[] = {
	{"none", "handler-entered 1 2"},
	{"ignore", "no-such-rung 1 2 0\n"},
	{"handler-flag", "atexit -1 2 0\n"},
	{"handler-exit", "\377\200\033[31m 1 2 0\n"},
	{"handler-return", "\n"},
	{"handler-reraise", "atexit 99999999999999999999 2 0\n"},
};

int main(int argc, char **argv)
{
	(void)argc;
	for (size_t i = 0; i < sizeof(scribbles) / sizeof(scribbles[0]); i++)
		if (canary_asked(argv, scribbles[i].responder))
			canary_write(scribbles[i].text, strlen(scribbles[i].text));
	if (canary_asked(argv, "handler-_exit"))
		canary_write("atexit 9000000000000000000 2 0\0?\n", 33);
	canary_ready(canary_pid());
	canary_rest();
}
