/* SPDX-License-Identifier: MIT
 *
 * From the command line to main's tail, on Windows.
 */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include "finally.win32.h"
#include "mark.h"
#include "ready.win32.h"
#include "responder.win32.h"
#include "rung.h"
#include "win32.h"
#include "work.win32.h"

int probe_main(int argc, char **argv)
{
	const struct response *response;

	if (argc < 2) {
		fprintf(stderr, "usage: %s RESPONDER [SLOW_MS]\n", argv[0]);
		return 2;
	}
	ready_look();
	mark_open();
	rung_install();
	response = responder_install(argv[1], argc > 2 ? (DWORD)atol(argv[2]) : 20);
	work_start(response);
	finally_run(work_run, response);
	mark("main-tail", 0);
	return 0;
}
