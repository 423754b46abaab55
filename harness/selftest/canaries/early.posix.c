/* SPDX-License-Identifier: MIT
 *
 * Marks a rung before it is ready: what it did was no answer to the delivery.
 */
#include <unistd.h>
#include "canary.h"

int main(void)
{
	canary_mark("atexit");
	canary_ready(getpid());
	canary_rest();
}
