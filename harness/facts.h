/* SPDX-License-Identifier: MIT
 *
 * What the machine and the caller gave us: the header of every record. Raw facts.
 */
#ifndef LASTWORDS_FACTS_H
#define LASTWORDS_FACTS_H

#include <jansson.h>

/* facts_os - kernel, C library, distribution, machine. New reference. */
json_t *facts_os(void);

/* facts_caller - uid, terminal, PID 1, ignored and blocked signals, subreaper, namespaces, cgroup,
 * container, as they were when the program started. New reference. */
json_t *facts_caller(void);

#endif
