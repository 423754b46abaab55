/* SPDX-License-Identifier: MIT
 *
 * Ends at Ctrl+C and leaves a crowd: more processes than can be waited for at once (MAXIMUM_WAIT_OBJECTS), none of
 * them on its console.
 */
#include "canary.win32.h"

enum { CROWD = MAXIMUM_WAIT_OBJECTS + 6 };

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "extra"))
		canary_nap(INFINITE);
	for (int i = 0; i < CROWD; i++)
		CloseHandle(canary_start("extra", DETACHED_PROCESS));
	canary_ready(canary_pid());
	canary_rest();
}
