/* SPDX-License-Identifier: MIT
 *
 * Directories of runs, and whether their run still lives. POSIX half.
 */
#ifndef LASTWORDS_ABANDONED_H
#define LASTWORDS_ABANDONED_H

/* abandoned_mark - lock a directory that was opened, so that others see that its run lives. The lock goes
 * with the last process that has the descriptor. Returns 0, or -1 with errno (somebody else has it). */
int abandoned_mark(int directory);

/* abandoned_sweep - call remove_it with the path of each directory below parent whose name begins with
 * prefix and that nobody has locked. A number in the name would not tell: it may be one of another PID
 * namespace. Only directories of our own user are looked at. */
void abandoned_sweep(const char *parent, const char *prefix, void (*remove_it)(const char *path));

#endif
