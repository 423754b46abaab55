/* SPDX-License-Identifier: MIT
 *
 * What a worker stands on, on Windows.
 */
#ifndef LASTWORDS_GROUND_WIN32_H
#define LASTWORDS_GROUND_WIN32_H

#include "ground.h"
#include "win32.h"

struct ground_spot {
	wchar_t root[WIN32_PATH]; /* an empty directory of the worker's own */
};

/* What a worker knows of the place it stands on. */
struct ground {
	struct ground_page *page;
	wchar_t probes[WIN32_PATH]; /* absolute directory of the probe programs */
	wchar_t tools[WIN32_PATH];  /* absolute directory of host and sender */
	wchar_t root[WIN32_PATH];
	wchar_t stage[WIN32_PATH]; /* the stage's directory, empty between cells */
	unsigned worker;
	bool quiet_only;
	int64_t deadline_ns;
	int64_t slow_ms;
};

#endif
