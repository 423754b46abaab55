/* SPDX-License-Identifier: MIT
 *
 * Starts one process exactly as described, and says at which step it failed.
 * POSIX half; Windows has its own description of a process (CreateProcess).
 */
#ifndef LASTWORDS_SPAWN_H
#define LASTWORDS_SPAWN_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

enum { SPAWN_FD_MAX = 6 }; /* 0, 1, 2, journal, ready, hold */

/* What the new process shall be. Zeroed memory with path, argv, envp and fds set is a
 * plain child. Descriptors in fds are the caller's and stay open there; they must be
 * numbered SPAWN_FD_MAX or higher. -1 means closed. */
struct spawn {
	const char *path; /* absolute, not searched */
	char *const *argv;
	char *const *envp;
	int directory;	       /* becomes the current directory */
	int fds[SPAWN_FD_MAX]; /* become descriptors 0..5; all others are closed before exec */
	bool new_session;      /* setsid(2) */
	bool new_group;	       /* setpgid(0, 0) */
	bool foreground;       /* its group becomes the terminal's foreground group */
	int terminal;	       /* with new_session: becomes the controlling terminal; with foreground: that terminal */
	bool detach;	       /* by a double fork, as a daemon: the process returned is not our child yet */
	bool new_pidns;	       /* as process 1 of a new PID namespace */
	sigset_t ignored;      /* dispositions set to SIG_IGN, all others SIG_DFL */
	sigset_t blocked;      /* its signal mask */
	int death_signal; /* PR_SET_PDEATHSIG, 0 for none; set before exec, and checked that the parent still lives */
	unsigned cpu_seconds; /* RLIMIT_CPU: soft limit, hard limit is one second more; 0 for none */
	/* results */
	pid_t pid; /* as the caller sees it */
	int error;
	const char *step; /* the call that failed */
};

/* spawn_process - start it. Returns when exec has happened (vfork(2) semantics:
 * the caller sleeps until then), 0 with pid set, or -1 with error and step set and no
 * process left. All signals of the caller should be blocked meanwhile.
 *
 * Descriptors marked close-on-exec are still open in the child when the caller wakes up,
 * because the kernel wakes it in exec_mmap(), before do_close_on_exec() (fs/exec.c,
 * begin_new_exec). So the child closes everything by itself before exec, with close_range(2). */
int spawn_process(struct spawn *spawn);

#endif
