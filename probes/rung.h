/* SPDX-License-Identifier: MIT
 *
 * The rungs of the cleanup ladder that a program sets up at its start.
 */
#ifndef PROBES_RUNG_H
#define PROBES_RUNG_H

#include <stdbool.h>

/* rung_install - atexit, at_quick_exit, a key with a destructor in the calling thread, a buffered line
 * that reaches the journal only when stdio is flushed, a temporary file that the atexit function
 * removes, and a lock on the file `lock` that is never released by hand. Exits 2 on failure. */
void rung_install(void);

/* rung_installed - for the destructor, which runs whether anything was installed or not. */
bool rung_installed(void);

/* rung_remove_temp - what the program's own cleanup does; async-signal-safe. */
void rung_remove_temp(void);

/* rung_set_key - give the calling thread a value for the key, so that its destructor runs. */
void rung_set_key(void);

/* rung_on_cleanup - for pthread_cleanup_push. */
void rung_on_cleanup(void *unused);

#endif
