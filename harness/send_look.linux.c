/* SPDX-License-Identifier: MIT
 *
 * Looks at processes through /proc. The handle is opened before: what is read while it says "alive" is about the
 * process that is held.
 */
#include "send_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "procfs.h"
#include "send_proc.h"
#include "send_report.h"

const char *look_is_kin(pid_t pid)
{
	struct send_status status;
	pid_t ancestor = getppid();

	for (int i = 0; ancestor > 0 && i < 1000; i++) {
		if (pid == ancestor)
			return i == 0 ? "is the parent of this command" : "is an ancestor of this command";
		if (!proc_is_ours() || proc_status(ancestor, &status) < 0)
			break;
		ancestor = (pid_t)status.parent;
	}
	if (pid == getsid(0))
		return "leads the session of this command, whose terminal would hang up";
	return NULL;
}

enum send_result look_missing(struct send *send, pid_t pid)
{
	struct send_status status;

	if (!proc_is_ours() || proc_status(pid, &status) < 0)
		return send_fail(send, SEND_NO_PROCESS, "there is no process %d", (int)pid);
	if (status.group != pid) {
		send_fail(send, SEND_NO_PROCESS,
			  "%d is a thread of process %lld (%s), and signals are sent to processes", (int)pid,
			  status.group, status.name);
		send_try(send, "--pid %lld", status.group);
		return SEND_NO_PROCESS;
	}
	return send_fail(send, SEND_NO_PROCESS,
			 "process %d (%s) has ended already; its parent, process %lld, has not collected it yet",
			 (int)pid, status.name, status.parent);
}

long long look_owner(pid_t pid)
{
	struct send_status status;

	return proc_is_ours() && proc_status(pid, &status) == 0 ? status.uid : -1;
}

static void look_at_thread(void *context, pid_t pid, long tid)
{
	struct send_status *status = context;
	char text[PROCFS_TEXT];

	if (procfs_task(pid, (pid_t)tid, "status", text, sizeof(text)) > 0)
		send_status_thread(status, text);
	if (procfs_task(pid, (pid_t)tid, "children", text, sizeof(text)) > 0)
		for (const char *blank = strchr(text, ' '); blank != NULL; blank = strchr(blank + 1, ' '))
			status->children++;
}

/* "sigmask:" stands in the fdinfo of a signalfd alone (proc(5)). */
static void look_at_descriptor(void *context, pid_t pid, long number)
{
	struct send_status *status = context;
	char path[64], text[PROCFS_TEXT];

	snprintf(path, sizeof(path), "/proc/%d/fdinfo/%ld", (int)pid, number);
	if (procfs_read(path, text, sizeof(text)) > 0)
		status->polled |= strtoull(procfs_field(text, "\nsigmask:\t"), NULL, 16);
}

struct warned {
	struct send *send;
	pid_t pid;
};

static void take_warning(void *context, enum send_level level, const char *id, const char *text)
{
	const struct warned *warned = context;

	send_note(warned->send, level, warned->pid, id, "%s", text);
}

static void warn(struct send *send, const struct send_target *target, struct send_status *status, int signal,
		 const char *name)
{
	struct warned warned = {send, target->pid};

	proc_each(target->pid, "fdinfo", look_at_descriptor, status);
	send_status_warn(status, signal, name, take_warning, &warned);
	if (status->children > 0 && !send->tree)
		send_note(send, SEND_NOTE, target->pid, "children",
			  "has %u child process%s that will not be told (--tree tells them too)", status->children,
			  status->children == 1 ? "" : "es");
}

bool look_ahead(struct send *send, struct send_target *target, int signal, const char *name)
{
	struct send_status status;

	snprintf(target->name, sizeof(target->name), "?");
	if (target_ended(target))
		return false;
	if (!proc_is_ours() || proc_status(target->pid, &status) < 0) {
		if (target_ended(target))
			return false;
		send_target(send, target->pid, target->name);
		send_note(send, SEND_NOTE, target->pid, "unseen", "is not shown in /proc: what %s will do is not known",
			  name);
		return true;
	}
	if (status.group != target->pid || send_status_ended(&status))
		return false;
	proc_each(target->pid, "task", look_at_thread, &status);
	if (target_ended(target))
		return false;
	snprintf(target->name, sizeof(target->name), "%s", status.name);
	send_target(send, target->pid, target->name);
	warn(send, target, &status, signal, name);
	return true;
}
