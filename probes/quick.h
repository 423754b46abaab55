/* SPDX-License-Identifier: MIT
 *
 * quick_exit(3) of C11, which not every C library has.
 */
#ifndef PROBES_QUICK_H
#define PROBES_QUICK_H

#include <stdbool.h>

/* quick_register - at_quick_exit(3); true too where there is none. */
bool quick_register(void (*function)(void));

/* quick_leave - quick_exit(3). Where there is none, the process ends as if it had crashed: nobody should ask for it. */
_Noreturn void quick_leave(int code);

#endif
