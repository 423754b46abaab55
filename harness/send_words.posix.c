/* SPDX-License-Identifier: MIT
 *
 * The words for signals.
 */
#include "send_words.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <string.h>
#include "axes.h"
#include "calls.h"
#include "port.h"

static const struct {
	const char *word;
	int signal; /* 0: none; the note says what else */
	const char *note;
} aliases[] = {
	{"ctrl-c", SIGINT,
	 "ctrl-c is SIGINT here: what the terminal sends for ^C, but to this process alone, not to "
	 "the whole foreground group"},
	{"ctrl-break", SIGQUIT,
	 "ctrl-break is SIGQUIT here, what the terminal sends for ^\\: by default with a core "
	 "dump"},
	{"close", SIGHUP, "close is SIGHUP here: what a terminal that is closed sends"},
	{"wm-close", 0, "windows are closed by messages on Windows only; give term"},
};

/* What stands behind "sig" or "sigrtmin+": decimal, and nothing else. Negative for no number. */
static long read_number(const char *text)
{
	char *end;
	long number;

	if (*text < '0' || *text > '9')
		return -1;
	number = strtol(text, &end, 10);
	return *end == '\0' ? number : -1;
}

/* One above the standard signals. */
static int standard_end(void)
{
	return call_first_real_time() == 0 ? NSIG : call_first_real_time();
}

static int real_time(const char *bare)
{
	long above = bare[5] == '\0' ? 0 : bare[5] == '+' ? read_number(bare + 6) : -1;

	if (call_first_real_time() == 0 || above < 0 || above > call_last_real_time() - call_first_real_time())
		return 0;
	return call_first_real_time() + (int)above;
}

int send_word_signal(const char *word, const char **ret_note)
{
	bool prefixed = strncasecmp(word, "sig", 3) == 0;
	const char *bare = prefixed ? word + 3 : word;
	long number = prefixed ? read_number(bare) : -1; /* without "sig" a number is more likely a mistake */

	*ret_note = NULL;
	for (size_t i = 0; i < countof(aliases); i++) {
		if (strcmp(aliases[i].word, word) != 0)
			continue;
		*ret_note = aliases[i].note;
		return aliases[i].signal;
	}
	if (number >= 1 && (number < standard_end() || number <= call_last_real_time()))
		return (int)number;
	if (strncasecmp(bare, "rtmin", 5) == 0)
		return real_time(bare);
	for (int known = 1; known < standard_end(); known++)
		if (read_number(signal_name(known) + 3) < 0 && strcasecmp(signal_name(known) + 3, bare) == 0)
			return known;
	return 0;
}

const char *send_word_name(int number)
{
	static char name[20];

	if (number < standard_end())
		return signal_name(number);
	if (number == call_first_real_time())
		return "SIGRTMIN";
	snprintf(name, sizeof(name), "SIGRTMIN+%d", number - call_first_real_time());
	return name;
}
