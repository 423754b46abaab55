/* SPDX-License-Identifier: MIT
 *
 * Crashes after it was ready: its handler calls abort().
 */
#include <stdlib.h>
#include "canary.h"

static void give_up(int number)
{
	(void)number;
	canary_mark("handler-entered");
	abort();
}

int main(void)
{
	canary_on_stop(give_up);
	canary_ready(canary_pid());
	canary_rest();
}
