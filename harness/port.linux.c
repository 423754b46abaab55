/* SPDX-License-Identifier: MIT
 *
 * The port's answers of Linux alone.
 */
#include "port.h"

#include <sched.h>
#include "libc_version.h"

enum platform platform_here(void)
{
	return libc_platform();
}

unsigned port_cores(void)
{
	cpu_set_t mine;

	return sched_getaffinity(0, sizeof(mine), &mine) < 0 ? 1 : (unsigned)CPU_COUNT(&mine);
}
