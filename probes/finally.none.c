/* SPDX-License-Identifier: MIT
 *
 * Without structured exception handling.
 */
#include "finally.win32.h"

const bool finally_known = false;

void finally_run(void (*work)(const struct response *response), const struct response *response)
{
	work(response);
}
