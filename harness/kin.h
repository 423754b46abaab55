/* SPDX-License-Identifier: MIT
 *
 * Who belongs to a worker (or to a whole run), where no kernel hands orphans over: what descends from it, what stands
 * in one of its sessions, what carries its mark in the environment, and what was once seen to be one of these. Decides
 * by what processes.h shows, knows no system.
 */
#ifndef LASTWORDS_KIN_H
#define LASTWORDS_KIN_H

#include "processes.h"

enum { KIN_MAX = 512 };

#define KIN_VARIABLE "LASTWORDS_GROUND"

struct kin {
	pid_t root;	  /* the process that they are of; not one of them itself */
	pid_t outside;	  /* the session that root is in, unless it leads it */
	int64_t since;	  /* when root was born */
	const char *mark; /* value of KIN_VARIABLE begins with it */
	struct process found[KIN_MAX];
	size_t count;
	bool too_many; /* there are more than we can hold: who they are is not known */
};

/* kin_open - root must live. mark is kept by reference. */
void kin_open(struct kin *kin, pid_t root, const char *mark);

/* kin_look - look at all processes anew: found and count are then those that live. Zombies do not. */
void kin_look(struct kin *kin);

/* kin_has - was it among them at the last look? */
bool kin_has(const struct kin *kin, pid_t pid);

/* kin_kill - SIGKILL each of the last look, but for those that kill_it (NULL: all) says no to. Each is looked at again
 * right before: a number that is somebody else's by now is left alone. Returns how many were told. */
size_t kin_kill(const struct kin *kin, bool (*kill_it)(const struct process *process));

#endif
