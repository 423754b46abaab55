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

void port_pin(unsigned n)
{
	cpu_set_t mine, one;

	if (sched_getaffinity(0, sizeof(mine), &mine) < 0)
		return;
	n %= (unsigned)CPU_COUNT(&mine);
	for (size_t core = 0; core < CPU_SETSIZE; core++) {
		if (!CPU_ISSET(core, &mine) || n-- != 0)
			continue;
		CPU_ZERO(&one);
		CPU_SET(core, &one);
		sched_setaffinity(0, sizeof(one), &one);
		return;
	}
}
