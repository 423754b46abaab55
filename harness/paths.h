/* SPDX-License-Identifier: MIT
 *
 * Where things are.
 */
#ifndef LASTWORDS_PATHS_H
#define LASTWORDS_PATHS_H

#include <stddef.h>

/* paths_probes - the absolute directory of the probe programs: given (may be NULL), or
 * probes/ beside this program, or libexec/lastwords/probes of its prefix. Returns 0, or -1 after saying
 * on stderr where it looked. */
int paths_probes(const char *given, char *path, size_t size);

#endif
