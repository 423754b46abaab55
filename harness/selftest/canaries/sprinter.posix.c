/* SPDX-License-Identifier: MIT
 *
 * Is gone as soon as it said that it is ready: the delivery may meet it living or dead.
 */
#include <unistd.h>
#include "canary.h"

int main(void)
{
	canary_ready(getpid());
	return 0;
}
