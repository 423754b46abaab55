/* SPDX-License-Identifier: MIT
 *
 * Is gone as soon as it said that it is ready: the delivery may meet it living or dead.
 */
#include "canary.h"

int main(void)
{
	canary_ready(canary_pid());
	return 0;
}
