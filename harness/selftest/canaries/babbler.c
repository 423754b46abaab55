/* SPDX-License-Identifier: MIT
 *
 * Says something else than ready: a wrong word, no number, half a number, bytes that are no text, a line that
 * does not end, twice the same.
 */
#include <stdio.h>
#include <string.h>
#include "canary.h"

static const struct {
	const char *responder;
	const char *words;
} babble[] = {
	{"none", "steady 1\n"},		{"ignore", "ready \n"},
	{"handler-flag", "ready -1\n"}, {"handler-exit", "\377\376\200 ready\n"},
	{"handler-return", "ready"},	{"handler-reraise", "ready ready ready ready ready ready ready ready "},
};

int main(int argc, char **argv)
{
	char line[64];
	long long pid = canary_pid();

	(void)argc;
	for (size_t i = 0; i < sizeof(babble) / sizeof(babble[0]); i++)
		if (canary_asked(argv, babble[i].responder))
			canary_say(babble[i].words, strlen(babble[i].words));
	if (canary_asked(argv, "handler-_exit"))
		canary_say(line, (size_t)snprintf(line, sizeof(line), "ready %lldth\n", pid));
	if (canary_asked(argv, "handler-quick-exit"))
		canary_say(line, (size_t)snprintf(line, sizeof(line), "ready %lld\nready %lld\n", pid, pid));
	canary_said();
	canary_rest();
}
