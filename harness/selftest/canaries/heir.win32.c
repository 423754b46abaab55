/* SPDX-License-Identifier: MIT
 *
 * Lets a child get ready in its place and waits: what was started is not what is observed.
 */
#include "canary.win32.h"

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "child")) {
		canary_ready(canary_pid());
		canary_rest();
	}
	WaitForSingleObject(canary_start("child", 0), INFINITE);
	return 0;
}
