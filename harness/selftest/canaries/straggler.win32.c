/* SPDX-License-Identifier: MIT
 *
 * Dies of Ctrl+C at once, but has a grandchild that marks a while after both its parents are gone.
 */
#include "canary.win32.h"

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "grandchild")) {
		canary_outlive(argv);
		canary_nap(200);
		canary_mark("main-tail");
		return 0;
	}
	if (canary_asked(argv, "child")) {
		CloseHandle(canary_start("grandchild", DETACHED_PROCESS));
		canary_outlive(argv);
		return 0;
	}
	CloseHandle(canary_start("child", DETACHED_PROCESS));
	canary_ready(canary_pid());
	canary_rest();
}
