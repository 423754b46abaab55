/* SPDX-License-Identifier: MIT
 *
 * Is gone before it is ready: leaves, leaves in mid-word, or crashes.
 */
#include <signal.h>
#include "canary.h"

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "ignore"))
		canary_say("ready 1", 7);
	if (canary_asked(argv, "handler-exit"))
		raise(SIGSEGV);
	return 0;
}
