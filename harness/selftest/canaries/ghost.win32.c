/* SPDX-License-Identifier: MIT
 *
 * Is dead before it is ready: a child says the word for it when it is gone.
 */
#include <stdlib.h>
#include "canary.win32.h"

int main(int argc, char **argv)
{
	(void)argc;
	if (canary_asked(argv, "medium")) {
		canary_outlive(argv);
		canary_ready(atoll(argv[2]));
		return 0;
	}
	CloseHandle(canary_start("medium", 0));
	return 0;
}
