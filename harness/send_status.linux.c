/* SPDX-License-Identifier: MIT
 *
 * Why a signal may have no effect, from the text of /proc/PID/status.
 */
#include "send_status.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "procfs.h"

enum { KTHREADD = 2 };

static long long number_of(const char *text, const char *name)
{
	return strtoll(procfs_field(text, name), NULL, 10);
}

static uint64_t set_of(const char *text, const char *name)
{
	return strtoull(procfs_field(text, name), NULL, 16);
}

static void parse_name(const char *text, struct send_status *status)
{
	const char *name = strncmp(text, "Name:\t", 6) == 0 ? text + 6 : "";

	snprintf(status->name, sizeof(status->name), "%.*s", (int)strcspn(name, "\n"), name);
}

/* "NSpid: 4242 17 1": outermost first. Since Linux 4.1. */
static void parse_namespaces(const char *text, struct send_status *status)
{
	const char *next = procfs_field(text, "\nNSpid:");
	char *end;

	for (; *next == '\t'; next = end) {
		status->inner_pid = strtoll(next + 1, &end, 10);
		status->namespaces++;
	}
}

int send_status_parse(const char *text, struct send_status *ret_status)
{
	*ret_status = (struct send_status){0};
	if (*procfs_field(text, "\nState:\t") == '\0')
		return -1;
	parse_name(text, ret_status);
	parse_namespaces(text, ret_status);
	ret_status->state = *procfs_field(text, "\nState:\t");
	ret_status->group = number_of(text, "\nTgid:\t");
	ret_status->parent = number_of(text, "\nPPid:\t");
	ret_status->tracer = number_of(text, "\nTracerPid:\t");
	ret_status->threads = number_of(text, "\nThreads:\t");
	ret_status->uid = number_of(text, "\nUid:\t");
	ret_status->caught = set_of(text, "\nSigCgt:\t");
	ret_status->ignored = set_of(text, "\nSigIgn:\t");
	ret_status->blocked = set_of(text, "\nSigBlk:\t");
	/* The line is there since Linux 6.8; before that, a child of kthreadd without memory. */
	ret_status->kernel =
		number_of(text, "\nKthread:\t") == 1 ||
		((ret_status->parent == KTHREADD || ret_status->group == KTHREADD) && ret_status->namespaces == 1 &&
		 ret_status->state != 'Z' && *procfs_field(text, "\nVmSize:\t") == '\0');
	return 0;
}

void send_status_thread(struct send_status *status, const char *text)
{
	char state = *procfs_field(text, "\nState:\t");

	if (state != 'Z' && state != 'X')
		status->blocked &= set_of(text, "\nSigBlk:\t");
}

bool send_status_ended(const struct send_status *status)
{
	return status->state == 'X' || (status->state == 'Z' && status->threads <= 1);
}

static bool has(uint64_t set, int signal)
{
	return (set >> (signal - 1) & 1) != 0;
}

struct saying {
	send_status_take *take;
	void *context;
};

static void say(const struct saying *saying, enum send_level level, const char *id, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	saying->take(saying->context, level, id, text);
}

/* What keeps it from running at all, whatever the signal does. */
static void warn_of_state(const struct send_status *status, int signal, const char *name, const struct saying *saying)
{
	if (status->tracer != 0)
		say(saying, SEND_NOTE, "traced", "is traced by process %lld, which sees %s first and may withhold it",
		    status->tracer, name);
	if (status->state == 'D')
		say(saying, SEND_WARNING, "uninterruptible",
		    "was uninterruptible, waiting for a device or a network file system: while that lasts it reacts to "
		    "no "
		    "signal, "
		    "not even SIGKILL");
	if (signal == SIGKILL || signal == SIGCONT || signal == SIGSTOP)
		return;
	if (status->state == 'T')
		say(saying, SEND_WARNING, "stopped",
		    "is stopped: %s waits until it is continued (lastwords send cont --pid %lld)", name, status->group);
	if (status->state == 't')
		say(saying, SEND_WARNING, "stopped-by-tracer",
		    "is held by its tracer, process %lld: %s waits until that lets it go on", status->tracer, name);
}

/* kernel/signal.c, sig_task_ignored(): an init's default actions are skipped; SIGKILL and SIGSTOP from an outer
 * namespace are the exception. Blocked signals are kept, so that an init may wait for them. */
static bool warn_of_init(const struct send_status *status, int signal, const char *name, const struct saying *saying)
{
	bool outside = status->namespaces > 1;

	if (status->inner_pid != 1 || has(status->caught, signal))
		return false;
	if (signal != SIGKILL && signal != SIGSTOP) {
		say(saying, SEND_WARNING, "namespace-init",
		    "is process 1 of a PID namespace and has no handler for %s: the kernel drops it, nothing will "
		    "happen%s",
		    name, outside ? " (SIGKILL from out here would end it)" : "");
		return true;
	}
	if (!outside)
		say(saying, SEND_WARNING, "namespace-init",
		    "is process 1 of our own PID namespace: the kernel drops even %s", name);
	else if (signal == SIGKILL)
		say(saying, SEND_NOTE, "namespace-ends",
		    "is process 1 of a PID namespace: every process in it is killed with it");
	return true;
}

static void warn_of_default(int signal, const char *name, const struct saying *saying)
{
	switch (signal) {
	case SIGCHLD:
	case SIGURG:
	case SIGWINCH:
		say(saying, SEND_WARNING, "ignored-by-default", "has no handler for %s, which by default does nothing",
		    name);
		return;
	case SIGTSTP:
	case SIGTTIN:
	case SIGTTOU:
		say(saying, SEND_NOTE, "no-handler", "has no handler for %s, which by default stops it", name);
		return;
	default:
		say(saying, SEND_NOTE, "no-handler", "has no handler for %s: it ends at once, without cleaning up",
		    name);
	}
}

void send_status_warn(const struct send_status *status, int signal, const char *name, send_status_take *take,
		      void *context)
{
	const struct saying saying = {take, context};

	if (status->kernel) {
		say(&saying, SEND_WARNING, "kernel-thread", "is a thread of the kernel: it takes no signals");
		return;
	}
	warn_of_state(status, signal, name, &saying);
	if (signal == SIGCONT) /* continues whoever ignores or blocks it, too */
		return;
	if (has(status->ignored, signal)) {
		say(&saying, SEND_WARNING, "ignored", "ignores %s: nothing will happen", name);
		return;
	}
	if (has(status->blocked, signal)) {
		if (!has(status->polled, signal))
			say(&saying, SEND_WARNING, "blocked",
			    "blocks %s in all its threads: it stays pending until one of them lets it through", name);
		return;
	}
	if (warn_of_init(status, signal, name, &saying))
		return;
	if (!has(status->caught, signal) && signal != SIGSTOP && signal != SIGKILL)
		warn_of_default(signal, name, &saying);
}
