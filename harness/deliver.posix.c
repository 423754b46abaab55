/* SPDX-License-Identifier: MIT
 *
 * The deliveries that every POSIX system has. Each function returns at the fence of its
 * delivery, never earlier; what the probe makes of it is settle's.
 */
#include "deliver.posix.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "host_fork.h"
#include "journal.h"
#include "port.h"
#include "program.h"
#include "scene.h"
#include "settle.h"
#include "tree.h"

enum { SENDER_ARGS = 4, LOOK_NS = 50000, ESCALATE_NS = 100 * 1000 * 1000 };

long long deliver_note(struct scene *scene, const char *name, long long value)
{
	int error = value == -1 ? errno : 0;
	struct trace *trace = scene->trace;

	if (trace->calls_count < TRACE_CALLS) {
		struct call *call = &trace->calls[trace->calls_count++];

		snprintf(call->name, sizeof(call->name), "%s", name);
		call->value = value;
		call->error = error;
		call->ns = clock_ns() - scene->sent_ns;
	}
	return value;
}

pid_t deliver_target(const struct scene *scene)
{
	return scene->cell.probe == PROBE_DETACHED ? scene->probe : scene->started;
}

static bool target_is_ours(struct scene *scene)
{
	scene_reap(scene);
	return scene->cell.probe == PROBE_DETACHED ? !scene_over(scene) : !scene->started_ended;
}

int deliver_signal(struct scene *scene, int number)
{
	char name[20];

	snprintf(name, sizeof(name), "kill %s", signal_name(number));
	if (target_is_ours(scene)) {
		deliver_note(scene, name, kill(deliver_target(scene), number));
		return 0;
	}
	errno = ESRCH;
	deliver_note(scene, name, -1);
	return 0;
}

int send_to_pid(struct scene *scene, const struct delivery_row *row)
{
	return deliver_signal(scene, row->signal);
}

int send_to_group(struct scene *scene, const struct delivery_row *row)
{
	pid_t group = getpgid(deliver_target(scene));

	if (group <= 1 || group == getpgrp())
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, errno, "the probe has no group of its own");
	deliver_note(scene, "kill", kill(-group, row->signal));
	return 0;
}

int send_key(struct scene *scene, const struct delivery_row *row)
{
	deliver_note(scene, "write", terminal_type(&scene->terminal, row->key));
	return 0;
}

/* Wait until *flag is set by scene_reap: the end of a process is the fence of what it causes,
 * because exit_notify() comes before the zombie is visible (kernel/exit.c). */
static int await_end(struct scene *scene, const bool *flag, const char *who)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	for (scene_reap(scene); !*flag; scene_reap(scene)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the %s does not end", who);
		/* On BSDs the end of a session leader waits for its terminal to be read (ttywait in proc_exit of xnu).
		 */
		terminal_drain(&scene->terminal);
		scene_wait_child(LOOK_NS);
	}
	return 0;
}

int send_tty_close(struct scene *scene, const struct delivery_row *row)
{
	int master = scene->terminal.master;

	(void)row;
	scene->terminal.master = -1;
	deliver_note(scene, "close", close(master));
	if ((scene->hosts.roles & HOST_LEADER) == 0)
		return 0;
	return await_end(scene, &scene->hosts.first_ended, "session leader");
}

int send_leader_exit(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_note(scene, "_exit", hosts_tell_leader(&scene->hosts, 'x') == 1 ? 0 : -1);
	return await_end(scene, &scene->hosts.first_ended, "session leader");
}

int send_stdin_eof(struct scene *scene, const struct delivery_row *row)
{
	int end = scene->stage.in[1];

	(void)row;
	scene->stage.in[1] = -1;
	deliver_note(scene, "close", close(end));
	return 0;
}

int send_sigpipe(struct scene *scene, const struct delivery_row *row)
{
	int end = scene->stage.out[0];

	(void)row;
	scene->stage.out[0] = -1;
	deliver_note(scene, "close", close(end));
	/* One byte on its standard input lets the probe write one to its standard output. */
	deliver_note(scene, "write", write(scene->stage.in[1], "w", 1));
	return 0;
}

int send_parent_exit(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_note(scene, "_exit", hosts_tell_parent(&scene->hosts, 'x') == 1 ? 0 : -1);
	return await_end(scene, &scene->hosts.parent_ended, "parent");
}

int send_parent_killed(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	if (scene->hosts.parent <= 1)
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "there is no parent to kill");
	deliver_note(scene, "kill", kill(scene->hosts.parent, SIGKILL));
	return await_end(scene, &scene->hosts.parent_ended, "parent");
}

int send_thread_exit(struct scene *scene, const struct delivery_row *row)
{
	pid_t thread = scene->ground->hosts->thread;
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	(void)row;
	deliver_note(scene, "pthread_exit", hosts_tell_parent(&scene->hosts, 't') == 1 ? 0 : -1);
	while (host_thread_alive(scene->hosts.parent, thread)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the parent's thread does not end");
		scene_wait_child(50000);
	}
	return 0;
}

/* The limit was set at the launch; nobody sends anything. */
int send_nothing(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_note(scene, "setrlimit", 0);
	return 0;
}

int send_while_stopped(struct scene *scene, const struct delivery_row *row)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	deliver_note(scene, "kill SIGSTOP", kill(deliver_target(scene), SIGSTOP));
	while (tree_state_of(deliver_target(scene)) != 'T') {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the process does not stop");
		scene_wait_child(LOOK_NS);
	}
	deliver_note(scene, "kill SIGTERM", kill(deliver_target(scene), row->signal));
	deliver_note(scene, "kill SIGCONT", kill(deliver_target(scene), SIGCONT));
	return 0;
}

static bool has_marked(struct scene *scene)
{
	return journal_size(scene->stage.journal) > 0;
}

int send_twice(struct scene *scene, const struct delivery_row *row)
{
	deliver_signal(scene, row->signal);
	settle_until(scene, has_marked);
	if (target_is_ours(scene))
		deliver_signal(scene, row->signal);
	stage_drop(&scene->stage.hold[1]);
	return 0;
}

/* The deadline is counted while the handler is seen asleep, so that a loaded machine
 * cannot make a quick one look slow. */
static bool is_too_slow(struct scene *scene)
{
	if (tree_sleep() != SLEEP_TIMED)
		scene->slow_since_ns = 0;
	else if (scene->slow_since_ns == 0)
		scene->slow_since_ns = clock_ns();
	return scene->slow_since_ns != 0 && clock_ns() - scene->slow_since_ns > ESCALATE_NS;
}

int send_escalate(struct scene *scene, const struct delivery_row *row)
{
	deliver_signal(scene, row->signal);
	settle_until(scene, is_too_slow);
	if (target_is_ours(scene))
		deliver_signal(scene, SIGKILL);
	return 0;
}

static int await_sender(struct scene *scene, pid_t sender, int *ret_status)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;
	pid_t pid;

	while ((pid = waitpid(sender, ret_status, WNOHANG)) == 0) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0, "the sender does not end");
		scene_wait_child(LOOK_NS);
	}
	return pid == sender ? 0
			     : trouble_set(&scene->trace->trouble, STEP_DELIVER, errno, "waitpid: %s", strerror(errno));
}

int send_by_program(struct scene *scene, const struct delivery_row *row)
{
	int null = scene->ground->null;
	struct spawn spawn = {.directory = scene->ground->stage,
			      .fds = {null, null, null, -1, -1, -1},
			      .new_session = true,
			      .terminal = -1};
	char *argv[SENDER_ARGS + 1] = {0};
	char *envp[] = {NULL};
	char command[SENDER_ARGS][64];
	size_t count = 0;
	int status;

	spawn.path = program_search(row->sender[0]);
	if (spawn.path == NULL)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, ENOENT,
				   "no %s here: install it to run these cells", row->sender[0]);
	for (; row->sender[count] != NULL && count < SENDER_ARGS; count++) {
		/* The last argument is where the number goes. */
		snprintf(command[count], sizeof(command[count]), row->sender[count + 1] == NULL ? "%s%d" : "%s",
			 row->sender[count], (int)deliver_target(scene));
		argv[count] = command[count];
	}
	spawn.argv = argv;
	spawn.envp = envp;
	sigemptyset(&spawn.ignored);
	sigemptyset(&spawn.blocked);
	if (spawn_process(&spawn) < 0)
		return trouble_set(&scene->trace->trouble, STEP_DELIVER, spawn.error, "%s: %s", spawn.step,
				   strerror(spawn.error));
	if (await_sender(scene, spawn.pid, &status) < 0)
		return -1;
	deliver_note(scene, row->sender[0], WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	return 0;
}

static int ended_by_itself(struct scene *scene)
{
	return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0,
			   "the probe ended by itself before it was told to stop");
}

int deliver_send(struct scene *scene)
{
	const struct delivery_row *row = &deliveries[scene->cell.delivery];
	struct trace *trace = scene->trace;
	int ret;

	scene_reap(scene);
	if (scene_over(scene))
		return ended_by_itself(scene);
	scene->sent_ns = clock_ns();
	ret = row->send(scene, row);
	trace->sent_ok = ret == 0;
	for (size_t i = 0; i < trace->calls_count; i++)
		if (trace->calls[i].error != 0 || (row->sender != NULL && trace->calls[i].value != 0))
			trace->sent_ok = false;
	/* It may also end between the look above and the first call. */
	if (ret == 0 && trace->calls_count > 0 && trace->calls[0].error == ESRCH) {
		scene_reap(scene);
		if (scene_over(scene))
			return ended_by_itself(scene);
	}
	return ret;
}
