/* SPDX-License-Identifier: MIT
 *
 * A block that has a __finally, where the compiler knows structured exception handling
 * (learn.microsoft.com/cpp/cpp/try-finally-statement): clang and MSVC do, gcc does not.
 */
#ifndef PROBES_FINALLY_WIN32_H
#define PROBES_FINALLY_WIN32_H

#include <stdbool.h>

struct response;

/* finally_known - has finally_run such a block here? */
extern const bool finally_known;

/* finally_run - work(response), inside the block; its __finally leaves the mark "finally". */
void finally_run(void (*work)(const struct response *response), const struct response *response);

#endif
