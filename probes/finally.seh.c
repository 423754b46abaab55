/* SPDX-License-Identifier: MIT
 *
 * With structured exception handling: the one file that is not standard C, because the language has no such block.
 */
#include "finally.win32.h"
#include "mark.h"

const bool finally_known = true;

void finally_run(void (*work)(const struct response *response), const struct response *response)
{
	__try {
		work(response);
	} __finally {
		mark("finally", 0);
	}
}
