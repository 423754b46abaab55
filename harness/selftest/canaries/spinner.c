/* SPDX-License-Identifier: MIT
 *
 * Never comes to rest: there is no moment at which one could say that nothing more will come.
 */
#include "canary.h"

static void spin(int number)
{
	(void)number;
	for (volatile unsigned long count = 0;; count = count + 1)
		continue;
}

int main(void)
{
	canary_on_stop(spin);
	canary_ready(canary_pid());
	canary_rest();
}
