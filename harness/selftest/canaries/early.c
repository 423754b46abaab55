/* SPDX-License-Identifier: MIT
 *
 * Marks a rung before it is ready: what it did was no answer to the delivery.
 */
#include "canary.h"

int main(void)
{
	canary_mark("atexit");
	canary_ready(canary_pid());
	canary_rest();
}
