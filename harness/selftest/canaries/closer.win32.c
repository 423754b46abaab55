/* SPDX-License-Identifier: MIT
 *
 * Sets its ready event without a word, and lives on.
 */
#include "canary.h"

int main(void)
{
	canary_said();
	canary_rest();
}
