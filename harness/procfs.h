/* SPDX-License-Identifier: MIT
 *
 * Reading small texts from procfs (proc(5)). Linux only.
 */
#ifndef LASTWORDS_PROCFS_H
#define LASTWORDS_PROCFS_H

#include <stddef.h>
#include <sys/types.h>

enum { PROCFS_TEXT = 4096 };

/* procfs_read - the start of a file as a string of at most size - 1 bytes. Returns its length, or -1 with
 * errno (ESRCH, ENOENT: the process is gone; EACCES: it is not ours to look at). */
ssize_t procfs_read(const char *path, char *text, size_t size);

/* procfs_task - the same of /proc/PID/task/TID/FILE. */
ssize_t procfs_task(pid_t pid, pid_t tid, const char *file, char *text, size_t size);

/* procfs_field - what stands behind "\nName:\t" in a status text, "" where it is not there. */
const char *procfs_field(const char *status, const char *name);

#endif
