/* SPDX-License-Identifier: MIT
 *
 * macOS has none: not in stdlib.h of its SDKs up to 14.
 */
#include "quick.h"

#include <stdlib.h>

bool quick_register(void (*function)(void))
{
	(void)function;
	return true;
}

_Noreturn void quick_leave(int code)
{
	(void)code;
	abort();
}
