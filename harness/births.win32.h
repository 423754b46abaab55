/* SPDX-License-Identifier: MIT
 *
 * The end of a job in which processes may just be being born.
 */
#ifndef LASTWORDS_BIRTHS_WIN32_H
#define LASTWORDS_BIRTHS_WIN32_H

#include "win32.h"

/*
 * births_wait - wait until nobody in a job is being born any more, so that it can be closed.
 * births_end - end all that is in a job (exit code 1), one by one, each when it is born; our own process is spared.
 *
 * What is left after two seconds is left to the caller, who closes or ends the job. On Windows there is nothing to do:
 * whoever is in a job ends with it.
 *
 * Under Wine a process whose first message to the server is on its way when its job ends is dead for the server, which
 * does not know its number yet and cannot end it; it waits forever for the answer, and no program of Windows can see
 * it (Wine 8, dlls/ntdll/unix/server.c: init_thread_pipe, server_init_process; server/thread.c: kill_thread).
 */
void births_wait(HANDLE job);
void births_end(HANDLE job);

#endif
