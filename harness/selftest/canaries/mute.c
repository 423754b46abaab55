/* SPDX-License-Identifier: MIT
 *
 * Never gets ready.
 */
#include "canary.h"

int main(void)
{
	canary_rest();
}
