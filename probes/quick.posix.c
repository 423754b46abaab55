/* SPDX-License-Identifier: MIT
 *
 * The C library's own.
 */
#include "quick.h"

#include <stdlib.h>

bool quick_register(void (*function)(void))
{
	return at_quick_exit(function) == 0;
}

_Noreturn void quick_leave(int code)
{
	quick_exit(code);
}
