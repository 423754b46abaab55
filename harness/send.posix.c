/* SPDX-License-Identifier: MIT
 *
 * lastwords send on POSIX: one signal to one process, or to a process and then its descendants. The process itself
 * comes first: one that starts its children anew when they die (a pool of workers) then knows before it sees them die.
 * What is forked after the last look is not told, because it may be the cleanup.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "port.h"
#include "send_look.h"
#include "send_report.h"
#include "send_target.h"
#include "send_words.h"

enum { COLLECT_NS = 100 * 1000 * 1000 };

struct send_targets {
	int signal;
	char signal_name[20];
	struct send_target *list;
	size_t count;
	int64_t sent_ns;
};

const char *send_deliveries(void)
{
	return "term, int, hup, quit, kill, stop, cont or any other signal (usr1, SIGUSR1, sigrtmin+3), ctrl-c, "
	       "ctrl-break, close";
}

static enum send_result understand(struct send *send)
{
	const char *note;
	int signal = send_word_signal(send->delivery, &note);

	if (signal == 0) {
		send_fail(send, SEND_USAGE, "there is no delivery '%s' here%s%s", send->delivery,
			  note == NULL ? "" : ": ", note == NULL ? "" : note);
		send_try(send, "%s", send_deliveries());
		return SEND_USAGE;
	}
	send->targets->signal = signal;
	snprintf(send->targets->signal_name, sizeof(send->targets->signal_name), "%s", send_word_name(signal));
	if (note != NULL)
		send_note(send, SEND_NOTE, 0, "word", "%s", note);
	return SEND_UNSET;
}

static enum send_result refuse(struct send *send)
{
	const char *kin;

	if (send->pid == getpid())
		return send_fail(send, SEND_REFUSED, "process %lld is this command itself", send->pid);
	if (send->force)
		return SEND_UNSET;
	kin = send->pid == 1 ? "is the init of this system or container, and everything in it ends with it"
			     : look_is_kin((pid_t)send->pid);
	if (kin == NULL)
		return SEND_UNSET;
	send_fail(send, SEND_REFUSED, "process %lld %s: nothing was sent", send->pid, kin);
	send_try(send, "--force, if that is what you want");
	return SEND_REFUSED;
}

static enum send_result hold(struct send *send)
{
	struct send_targets *targets = send->targets;
	struct send_target *first = calloc(1, sizeof(*first));

	if (first == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	targets->list = first;
	if (target_open(first, (pid_t)send->pid) < 0) {
		if (errno == ESRCH || errno == EINVAL || errno == ENOENT) /* the last two: a thread */
			return look_missing(send, (pid_t)send->pid);
		return send_fail(send, SEND_BLOCKED, "process %lld cannot be held: %s", send->pid, strerror(errno));
	}
	targets->count = 1;
	send_way(send, "%s by %s", targets->signal_name, target_signal_name(first));
	if (first->handle < 0)
		send_note(
			send, SEND_NOTE, 0, "no-pidfd",
			"this kernel, or a filter on this command, has no pidfd_open (Linux 5.3): the process is known "
			"by its number and its start time, and between the last look and the signal another could take "
			"its number");
	return SEND_UNSET;
}

static enum send_result look_at_all(struct send *send)
{
	struct send_targets *targets = send->targets;
	enum send_result result;

	if (!look_ahead(send, &targets->list[0], targets->signal, targets->signal_name))
		return look_missing(send, (pid_t)send->pid);
	if (!send->tree)
		return SEND_UNSET;
	result = look_for_descendants(send, &targets->list, &targets->count);
	for (size_t i = 1; i < targets->count && result == SEND_UNSET; i++)
		look_ahead(send, &targets->list[i], targets->signal, targets->signal_name);
	return result;
}

enum send_result send_begin(struct send *send)
{
	enum send_result result;

	send->targets = calloc(1, sizeof(*send->targets));
	if (send->targets == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	result = understand(send);
	if (result == SEND_UNSET && send->pid > INT_MAX)
		result = send_fail(send, SEND_NO_PROCESS, "there is no process %lld", send->pid);
	if (result == SEND_UNSET)
		result = refuse(send);
	if (result == SEND_UNSET)
		result = hold(send);
	return result == SEND_UNSET ? look_at_all(send) : result;
}

/* Returns the error. */
static int send_to(struct send *send, struct send_target *target)
{
	int value = target_signal(target, send->targets->signal);
	int error = value < 0 ? errno : 0;

	target->delivered = value == 0;
	send_call(send, target->pid, target_signal_name(target), value, error, error == 0 ? NULL : strerror(error));
	return error;
}

static enum send_result not_told(struct send *send, const struct send_target *target, int error)
{
	long long owner = look_owner(target->pid);

	if (error == ESRCH)
		return send_fail(send, SEND_NO_PROCESS, "process %d (%s) ended before it could be told",
				 (int)target->pid, target->name);
	send_fail(send, SEND_BLOCKED, "process %d (%s) was not told: %s", (int)target->pid, target->name,
		  strerror(error));
	if (error == EPERM && owner >= 0)
		send_try(send, "as user %lld, to whom it belongs, or as root; you are user %lld", owner,
			 (long long)geteuid());
	return SEND_BLOCKED;
}

enum send_result send_deliver(struct send *send)
{
	struct send_targets *targets = send->targets;
	enum send_result result = SEND_DELIVERED;
	int error;

	targets->sent_ns = clock_ns();
	error = send_to(send, &targets->list[0]);
	if (error != 0)
		return not_told(send, &targets->list[0], error);
	for (size_t i = 1; i < targets->count; i++) {
		if (target_ended(&targets->list[i]))
			continue;
		error = send_to(send, &targets->list[i]);
		if (error != 0 && error != ESRCH && result == SEND_DELIVERED)
			result = not_told(send, &targets->list[i], error);
	}
	return result;
}

static void report_ends(struct send *send, bool *reported, int64_t until_ns)
{
	struct send_targets *targets = send->targets;
	int64_t collected = clock_ns() + COLLECT_NS;
	struct end end;

	for (size_t i = 0; i < targets->count; i++) {
		struct send_target *target = &targets->list[i];

		if (!target->delivered || !target->ended || reported[i])
			continue;
		target_how(target, until_ns < collected ? until_ns : collected, &end);
		send_end(send, target->pid, &end, target->ended_ns - targets->sent_ns);
		reported[i] = true;
	}
}

static enum send_result report_living(struct send *send)
{
	struct send_targets *targets = send->targets;
	const struct send_target *first = NULL;
	size_t count = 0;

	for (size_t i = 0; i < targets->count; i++) {
		if (!targets->list[i].delivered || targets->list[i].ended)
			continue;
		send_end(send, targets->list[i].pid, NULL, 0);
		first = first == NULL ? &targets->list[i] : first;
		count++;
	}
	if (first == NULL)
		return SEND_ENDED;
	send_fail(send, SEND_NOT_ENDED, "%zu of %zu processes, the first of them %d (%s), did not end within %g s",
		  count, targets->count, (int)first->pid, first->name, send->wait);
	if (targets->signal == SIGKILL)
		send_try(send,
			 "again with a longer --wait: SIGKILL works as soon as the kernel can let the process go");
	else
		send_try(send,
			 "a longer --wait, or lastwords send kill --pid %lld%s, which leaves no chance to clean up",
			 send->pid, send->tree ? " --tree" : "");
	return SEND_NOT_ENDED;
}

enum send_result send_await(struct send *send)
{
	struct send_targets *targets = send->targets;
	int64_t until_ns = targets->sent_ns + (int64_t)(send->wait * 1e9);
	bool *reported = calloc(targets->count, sizeof(*reported));
	bool over;

	if (reported == NULL)
		return send_fail(send, SEND_BLOCKED, "no memory");
	do {
		over = targets_wait(targets->list, targets->count, until_ns);
		report_ends(send, reported, until_ns);
	} while (!over && clock_ns() < until_ns);
	free(reported);
	return report_living(send);
}

void send_finish(struct send *send)
{
	if (send->targets == NULL)
		return;
	for (size_t i = 0; i < send->targets->count; i++)
		target_close(&send->targets->list[i]);
	free(send->targets->list);
	free(send->targets);
	send->targets = NULL;
}
