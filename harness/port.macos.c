/* SPDX-License-Identifier: MIT
 *
 * The port's answers of macOS alone.
 */
#include "port.h"

#include <unistd.h>

enum platform platform_here(void)
{
	return PLATFORM_MACOS;
}

unsigned port_cores(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores < 1 ? 1 : (unsigned)cores;
}

/* Threads cannot be bound to a core there: THREAD_AFFINITY_POLICY is a hint about caches, and of no effect on arm64
 * (mach/thread_policy.h). */
void port_pin(unsigned n)
{
	(void)n;
}
