/* SPDX-License-Identifier: MIT
 *
 * The port's answers of Linux alone.
 */
#include "port.h"

#include "libc_version.h"

enum platform platform_here(void)
{
	return libc_platform();
}
