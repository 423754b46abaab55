/* SPDX-License-Identifier: MIT
 *
 * The clock of Windows: the same in every process, also in those that are not lastwords itself.
 */
#include <windows.h>
#include "port.h"

int64_t clock_ns(void)
{
	LARGE_INTEGER now, frequency;

	QueryPerformanceFrequency(&frequency);
	QueryPerformanceCounter(&now);
	return now.QuadPart / frequency.QuadPart * 1000000000 +
	       now.QuadPart % frequency.QuadPart * 1000000000 / frequency.QuadPart;
}
