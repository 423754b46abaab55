/* SPDX-License-Identifier: MIT
 *
 * What the doctor looks at on every POSIX system; see doctor.h.
 */
#ifndef LASTWORDS_DOCTOR_POSIX_H
#define LASTWORDS_DOCTOR_POSIX_H

#include "doctor.h"

void doctor_look_for_programs(struct doctor *doctor);
void doctor_look_at_caller(struct doctor *doctor);

#endif
