/* SPDX-License-Identifier: MIT
 *
 * Launching on POSIX: turns the rows of launch and delivery into the description of one process
 * and the hosts around it.
 */
#include "launch.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "deliver.h"
#include "launches.h"
#include "port.h"
#include "program.h"
#include "scene.h"
#include "tree.h"
#include "watch.h"

const int launches_hangup[] = {SIGHUP, 0};
const int launches_keys[] = {SIGINT, SIGQUIT, 0};
const int launches_term[] = {SIGTERM, 0};

const char *launch_absent(enum launch launch)
{
	return launches[launch].absent;
}

static void add_all(sigset_t *set, const int *numbers)
{
	sigemptyset(set);
	for (; numbers != NULL && *numbers != 0; numbers++)
		sigaddset(set, *numbers);
}

static void describe_stdio(const struct scene *scene, const struct launch_row *row, struct spawn *spawn)
{
	int terminal = scene->terminal.slave >= 0 ? scene->terminal.slave : scene->ground->terminal.slave;
	int fd = scene->ground->null;

	if (row->stdio == STDIO_TERMINAL)
		fd = terminal;
	else if (row->stdio == STDIO_CLOSED)
		fd = -1;
	spawn->fds[0] = scene->stage.in[0] >= 0 ? scene->stage.in[0] : fd;
	spawn->fds[1] = scene->stage.out[1] >= 0 ? scene->stage.out[1] : fd;
	spawn->fds[2] = fd;
	spawn->fds[3] = scene->stage.journal;
	spawn->fds[4] = scene->stage.ready[1];
	spawn->fds[5] = scene->stage.hold[0];
	spawn->terminal = terminal;
}

/* The process as its launch has it, when its host (if any) is not in the way. */
static void describe(const struct scene *scene, const struct launch_row *row, unsigned needs, struct spawn *spawn)
{
	bool parent = (needs & (NEEDS_PARENT | NEEDS_INIT)) != 0;

	spawn->directory = scene->ground->stage;
	describe_stdio(scene, row, spawn);
	spawn->new_session = row->terminal != TERMINAL_STAGE && !row->detach;
	if (row->terminal == TERMINAL_NONE)
		spawn->terminal = -1;
	/* Under a parent of its own, the foreground group is the parent's and the probe stays in it. */
	spawn->new_group = row->terminal == TERMINAL_STAGE && !(parent && row->foreground && (needs & NEEDS_INIT) == 0);
	spawn->foreground = row->terminal == TERMINAL_STAGE && row->foreground && spawn->new_group;
	spawn->detach = row->detach;
	spawn->new_pidns = row->pidns;
	spawn->death_signal = row->death_signal;
	spawn->cpu_seconds = (needs & NEEDS_CPU_LIMIT) != 0 ? 1 : 0;
	add_all(&spawn->ignored, row->ignored);
	add_all(&spawn->blocked, row->blocked);
}

/* Which hosts the delivery needs around this launch. Only what sits on the stage's terminal needs a
 * leader: a probe with a terminal of its own leads it itself. */
static unsigned roles_for(const struct launch_row *row, unsigned needs)
{
	unsigned roles = 0;

	if ((needs & NEEDS_LEADER) != 0 && row->terminal == TERMINAL_STAGE)
		roles |= HOST_LEADER;
	if ((needs & NEEDS_PARENT) != 0)
		roles |= HOST_PARENT | (row->terminal == TERMINAL_STAGE ? HOST_LEADER : 0U);
	if ((needs & NEEDS_THREAD) != 0)
		roles |= HOST_THREAD;
	if ((needs & NEEDS_INIT) != 0)
		roles |= HOST_INIT;
	return roles;
}

static int start(struct scene *scene, const struct launch_row *row, unsigned roles, struct spawn *spawn)
{
	struct trouble *trouble = &scene->trace->trouble;

	if (roles != 0) {
		if (hosts_start(&scene->hosts, scene->ground->hosts, roles, spawn, &scene->terminal,
				row->foreground && (roles & HOST_LEADER) != 0, trouble) < 0)
			return -1;
		/* The init of a PID namespace numbers its child for itself. */
		scene->started =
			(roles & HOST_INIT) != 0 ? tree_child_of(scene->hosts.first) : scene->ground->hosts->probe;
		if (scene->started > 0)
			return 0;
		return trouble_set(trouble, STEP_LAUNCH, ESRCH, "the namespace's init has no child");
	}
	if (spawn_process(spawn) < 0)
		return trouble_set(trouble, row->pidns && spawn->error == EPERM ? STEP_GROUND : STEP_LAUNCH,
				   spawn->error, "%s: %s", spawn->step, strerror(spawn->error));
	scene->started = spawn->pid;
	return 0;
}

int launch_open(struct scene *scene)
{
	const struct launch_row *row = &launches[scene->cell.launch];
	const struct delivery_row *delivery = &deliveries[scene->cell.delivery];
	unsigned roles = roles_for(row, delivery->needs);
	struct spawn spawn = {.pid = -1};
	struct program program;

	if (program_find(&program, scene->ground, &scene->cell, delivery, row, &scene->trace->trouble) < 0)
		return -1;
	if (((roles & HOST_LEADER) != 0 || row->terminal == TERMINAL_OWN) && terminal_open(&scene->terminal) < 0)
		return trouble_set(&scene->trace->trouble, STEP_LAUNCH, errno, "cannot open a terminal: %s",
				   strerror(errno));
	describe(scene, row, delivery->needs, &spawn);
	spawn.path = program.path;
	spawn.argv = program.argv;
	spawn.envp = program.envp;
	if (start(scene, row, roles, &spawn) < 0)
		return -1;
	stage_drop(&scene->stage.ready[1]);
	stage_drop(&scene->stage.in[0]);
	stage_drop(&scene->stage.out[1]);
	stage_drop(&scene->stage.hold[0]);
	return 0;
}

/* Wait for the probe's word, and take meanwhile what is written on the terminals: a probe whose terminal is
 * full would never come to say it. Returns whether there is something to read. */
static bool wait_for_word(const struct scene *scene, int64_t left_ns)
{
	struct pollfd ends[] = {
		{.fd = scene->stage.ready[0], .events = POLLIN},
		{.fd = scene->terminal.master, .events = POLLIN},
		{.fd = scene->ground->terminal.master, .events = POLLIN},
	};

	poll(ends, countof(ends), (int)(left_ns / 1000000) + 1);
	terminal_drain(&scene->terminal);
	terminal_drain(&scene->ground->terminal);
	return ends[0].revents != 0;
}

/* One line "ready <pid>". Returns the pid as the probe sees itself, 0 at end of file, -1 with trouble. */
static long read_ready(struct scene *scene)
{
	char line[48] = "";
	size_t length = 0;
	char *end = line;
	long pid;

	while (memchr(line, '\n', length) == NULL && length < sizeof(line) - 1) {
		int64_t left = scene->begun_ns + scene->ground->deadline_ns - clock_ns();
		ssize_t got;

		if (left <= 0)
			return trouble_set(&scene->trace->trouble, STEP_READY, 0,
					   "the probe did not get ready in time");
		if (!wait_for_word(scene, left))
			continue;
		got = read(scene->stage.ready[0], line + length, sizeof(line) - 1 - length);
		if (got == 0)
			return 0;
		if (got > 0)
			length += (size_t)got;
	}
	pid = strncmp(line, "ready ", 6) == 0 && line[6] >= '1' && line[6] <= '9' ? strtol(line + 6, &end, 10) : 0;
	if (pid > 0 && pid <= INT_MAX && *end == '\n')
		return pid;
	return trouble_set(&scene->trace->trouble, STEP_READY, 0, "the probe said something else than ready");
}

/* Who said ready: the process we started, or one below it. */
static int identify(struct scene *scene, long pid)
{
	const struct launch_row *row = &launches[scene->cell.launch];
	bool renumbered = row->pidns || (deliveries[scene->cell.delivery].needs & NEEDS_INIT) != 0;

	scene->probe = renumbered ? scene->started : (pid_t)pid;
	if (scene->probe == scene->started && scene->hosts.roles == 0 && (!row->detach || tree_adopts()))
		return 0;
	if (!tree_is_mine(scene->probe))
		return trouble_set(&scene->trace->trouble, STEP_READY, 0,
				   "process %ld, which is none of ours, said ready", pid);
	scene->trace->wrapped = scene->probe != scene->started;
	scene->probe_fd = watch_open(scene->probe);
	if (scene->probe_fd < 0)
		return trouble_set(&scene->trace->trouble, STEP_READY, errno, "cannot watch the probe: %s",
				   strerror(errno));
	/* Below a host it is no child of ours, and an orphan when that one has ended. */
	if (scene->probe != scene->started && scene->hosts.roles != 0 && !tree_adopts())
		scene->started_fd = watch_open(scene->started);
	return 0;
}

static int stop(struct scene *scene)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	if (kill(scene->probe, SIGSTOP) < 0)
		return trouble_set(&scene->trace->trouble, STEP_READY, errno, "cannot stop the probe: %s",
				   strerror(errno));
	while (tree_state_of(scene->probe) != 'T') {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_READY, 0, "the probe did not stop");
		scene_wait_child(50000);
	}
	return 0;
}

/* A daemon is only by itself when the process that was started has ended. */
static int await_daemon(struct scene *scene)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	if (scene->cell.probe != PROBE_DETACHED)
		return 0;
	for (scene_reap(scene); !scene->started_ended; scene_reap(scene)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_READY, 0, "the daemon's parent does not end");
		scene_wait_child(50000);
	}
	return 0;
}

/* End of file instead of a word: the process is gone, or has closed the descriptor. */
static int no_word(struct scene *scene)
{
	const struct end *end = &scene->trace->wrapper;

	scene_reap(scene);
	if (!scene->started_ended)
		return trouble_set(&scene->trace->trouble, STEP_READY, 0,
				   "the probe closed its ready descriptor without a word");
	return trouble_set(&scene->trace->trouble, STEP_READY, 0, "the probe ended before it was ready (%s, raw 0x%x)",
			   end_how_name((enum end_how)end->how), (unsigned)end->raw);
}

int launch_ready(struct scene *scene)
{
	long pid = read_ready(scene);

	if (pid < 0)
		return -1;
	if (pid == 0)
		return no_word(scene);
	scene->trace->ready_ns = clock_ns() - scene->begun_ns;
	stage_drop(&scene->stage.ready[0]);
	if (identify(scene, pid) < 0 || await_daemon(scene) < 0)
		return -1;
	return launches[scene->cell.launch].stop ? stop(scene) : 0;
}
