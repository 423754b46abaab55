/* SPDX-License-Identifier: MIT
 *
 * A destructor of the program. Standard C has none, so this one line is written in the dialect that gcc,
 * clang and MinGW share; it stands for C++ static destructors, which are run the same way.
 */
#include "mark.h"
#include "rung.h"

static void at_the_end(void) __attribute__((destructor));

static void at_the_end(void)
{
	if (rung_installed())
		mark("destructor", 0);
}
