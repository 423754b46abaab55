/* SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include "commands.h"
int command_bench(const struct options *options)
{
	(void)options;
	return EXIT_BLOCKED;
}
