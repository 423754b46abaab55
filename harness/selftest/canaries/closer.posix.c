/* SPDX-License-Identifier: MIT
 *
 * Closes every descriptor that it was given instead of getting ready, and lives on.
 */
#include <unistd.h>
#include "canary.h"

enum { GIVEN = 6 };

int main(void)
{
	for (int fd = 0; fd < GIVEN; fd++)
		close(fd);
	canary_rest();
}
