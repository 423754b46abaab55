/* SPDX-License-Identifier: MIT
 *
 * Marks more than anybody wants to know: a hundred times, or (responder `ignore`) far past what the harness
 * will read.
 */
#include <stdlib.h>
#include "canary.h"

enum { MANY = 100, FAR_TOO_MANY = 20000 };

static int marks = MANY;

static void flood(int number)
{
	(void)number;
	for (int i = 0; i < marks; i++)
		canary_mark("handler-entered");
	_Exit(0);
}

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "ignore"))
		marks = FAR_TOO_MANY;
	canary_on_stop(flood);
	canary_ready(canary_pid());
	canary_rest();
}
