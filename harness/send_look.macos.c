/* SPDX-License-Identifier: MIT
 *
 * Looks at processes by libproc and sysctl(3). What they catch and ignore is in kinfo_proc; what they block, and who
 * traces them, is shown by no call. The watch is opened before: what is read while it says "alive" is about the process
 * that is held.
 */
#include "send_look.h"

#include <signal.h>
#include <stdio.h>
#include <sys/sysctl.h>
#include <unistd.h>
#include "axes.h"
#include "processes.h"
#include "send_report.h"

enum { ANCESTORS_MAX = 1000 };

const char *look_is_kin(pid_t pid)
{
	struct process process;
	pid_t ancestor = getppid();

	for (int i = 0; ancestor > 0 && i < ANCESTORS_MAX; i++) {
		if (pid == ancestor)
			return i == 0 ? "is the parent of this command" : "is an ancestor of this command";
		if (!process_look(ancestor, &process))
			break;
		ancestor = process.parent;
	}
	if (pid == getsid(0))
		return "leads the session of this command, whose terminal would hang up";
	return NULL;
}

enum send_result look_missing(struct send *send, pid_t pid)
{
	/* A zombie takes signals, and does nothing with them. */
	if (kill(pid, 0) == 0)
		return send_fail(send, SEND_NO_PROCESS,
				 "process %d has ended already; its parent has not collected it yet", (int)pid);
	return send_fail(send, SEND_NO_PROCESS, "there is no process %d", (int)pid);
}

static bool look_at_kernel(pid_t pid, struct kinfo_proc *ret_info)
{
	int which[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, pid};
	size_t size = sizeof(*ret_info);

	return sysctl(which, countof(which), ret_info, &size, NULL, 0) == 0 && size == sizeof(*ret_info);
}

/* Shown of other users' processes, too. */
long long look_owner(pid_t pid)
{
	struct kinfo_proc info;

	return look_at_kernel(pid, &info) ? (long long)info.kp_eproc.e_ucred.cr_uid : -1;
}

static bool has(sigset_t set, int signal)
{
	return (set >> (signal - 1) & 1) != 0;
}

static bool does_nothing_by_default(int signal)
{
	return signal == SIGCHLD || signal == SIGURG || signal == SIGWINCH || signal == SIGINFO || signal == SIGIO;
}

static void warn(struct send *send, const struct send_target *target, const struct kinfo_proc *info, int signal,
		 const char *name)
{
	pid_t pid = target->pid;

	if (signal == SIGKILL || signal == SIGCONT || signal == SIGSTOP)
		return;
	if (info->kp_proc.p_stat == SSTOP)
		send_note(send, SEND_WARNING, pid, "stopped",
			  "is stopped: %s waits until it is continued (lastwords send cont --pid %d)", name, (int)pid);
	if (has(info->kp_proc.p_sigignore, signal) && !does_nothing_by_default(signal))
		send_note(send, SEND_WARNING, pid, "ignored", "ignores %s: nothing will happen", name);
	else if (!has(info->kp_proc.p_sigcatch, signal) && does_nothing_by_default(signal))
		send_note(send, SEND_WARNING, pid, "ignored-by-default",
			  "has no handler for %s, which by default does nothing", name);
	else if (!has(info->kp_proc.p_sigcatch, signal))
		send_note(send, SEND_NOTE, pid, "no-handler",
			  "has no handler for %s: unless it waits for it with sigwait or a kqueue, it ends or stops "
			  "at once, without cleaning up",
			  name);
}

bool look_ahead(struct send *send, struct send_target *target, int signal, const char *name)
{
	struct process process;
	struct kinfo_proc info;

	snprintf(target->name, sizeof(target->name), "?");
	if (target_ended(target))
		return false;
	if (process_look(target->pid, &process))
		snprintf(target->name, sizeof(target->name), "%s", process.name);
	if (!look_at_kernel(target->pid, &info) || target_ended(target)) {
		if (target_ended(target))
			return false;
		send_target(send, target->pid, target->name);
		send_note(send, SEND_NOTE, target->pid, "unseen", "is not shown to us: what %s will do is not known",
			  name);
		return true;
	}
	send_target(send, target->pid, target->name);
	warn(send, target, &info, signal, name);
	return true;
}
