/* SPDX-License-Identifier: MIT
 *
 * What a cell finds when it starts on Windows: an empty directory, a journal, and named events through which it says
 * that it is ready and is asked whether it is idle. Names and paths, not handles: cmd's start and pseudo consoles
 * hand no handles on.
 */
#ifndef LASTWORDS_STAGE_WIN32_H
#define LASTWORDS_STAGE_WIN32_H

#include "ground.win32.h"
#include "trace.h"

struct stage {
	wchar_t prefix[64]; /* of the names of events */
	wchar_t journal_path[WIN32_PATH];
	wchar_t ready_path[WIN32_PATH];
	HANDLE journal; /* to read */
	HANDLE ready, ping, pong, hold, mutex;
	HANDLE input_read; /* inheritable; NULL where standard input is no pipe of ours */
	HANDLE input_write;
};

enum { STAGE_IN = 1 };

/* stage_open - set the stage; needs is a set of STAGE_*. Returns 0, or -1 with trouble. */
int stage_open(struct stage *stage, const struct ground *ground, unsigned needs, struct trouble *trouble);

/* stage_environment - the environment of the cell: the few variables that Windows itself needs, and ours. Malloced,
 * NULL when memory is short. held: the handlers shall wait for `hold`. */
wchar_t *stage_environment(const struct stage *stage, bool held);

/* stage_journal_size - bytes written to the journal so far. */
long long stage_journal_size(const struct stage *stage);

/* stage_journal - the journal as marks of the trace. Returns 0, or -1 with trouble. */
int stage_journal(const struct stage *stage, int64_t begun_ns, struct trace *trace);

/* stage_look - the rungs that are seen from outside (files, lock, mutex), as bits; ended: the probe has. */
uint32_t stage_look(const struct stage *stage, const struct ground *ground, bool ended);

/* stage_close - close everything and empty the directory. Returns 0, or -1 with trouble. */
int stage_close(struct stage *stage, const struct ground *ground, struct trouble *trouble);

#endif
