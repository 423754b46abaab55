/* SPDX-License-Identifier: MIT
 *
 * Which program a cell runs, with which arguments and environment. POSIX half.
 */
#ifndef LASTWORDS_PROGRAM_H
#define LASTWORDS_PROGRAM_H

#include "axes.h"
#include "deliver.h"
#include "ground.posix.h"
#include "launches.h"
#include "trace.h"

enum { PROGRAM_ARGS = 12, PROGRAM_PATH = 4096 };

/* Strings point into this struct, into the tables, or to constants: keep it until exec. */
struct program {
	const char *path;
	char *argv[PROGRAM_ARGS];
	char *envp[10];
	char probe[PROGRAM_PATH];
	char slow[24];
	char mark[96];
};

/* program_find - the program of a cell. Returns 0, or -1 with trouble (step ground where the
 * machine has no such interpreter or shell). */
int program_find(struct program *ret_program, const struct ground *ground, const struct cell *cell,
		 const struct delivery_row *delivery, const struct launch_row *launch, struct trouble *trouble);

/* program_search - the absolute path of a program in the usual directories, NULL when there is
 * none. Found once and kept: the answer is static. */
const char *program_search(const char *name);

#endif
