/* SPDX-License-Identifier: MIT
 *
 * Hosts: fork, take the role, start the probe, obey. All but the functions of the header
 * runs in the forked process.
 */
#include "host.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "axes.h"
#include "calls.h"
#include "host_fork.h"

enum { COMMAND_FD = 0, REPLY_FD = 1, HOST_FDS = 2 }; /* where a host keeps what it needs */

/* Everything a host works with, copied by the fork. */
struct host_start {
	struct host_page *page;
	unsigned roles;
	struct spawn *probe;
	const struct terminal *terminal;
	bool foreground;
	int leader_command;
	int parent_command;
	int reply;
};

/* How the second thread and the first one meet. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool started;
	bool end;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false};

struct host_page *host_page_new(void)
{
	void *page = mmap(NULL, sizeof(struct host_page), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? NULL : page;
}

static _Noreturn void give_up(const struct host_start *start, const char *step)
{
	start->page->error = errno;
	start->page->step = step;
	_exit(1);
}

static void start_probe(const struct host_start *start)
{
	if (spawn_process(start->probe) < 0) {
		errno = start->probe->error;
		give_up(start, start->probe->step);
	}
	start->page->probe = start->probe->pid;
}

static void *second_thread(void *arg)
{
	const struct host_start *start = arg;

	start->page->thread = host_thread_id();
	start_probe(start);
	pthread_mutex_lock(&gate.mutex);
	gate.started = true;
	pthread_cond_broadcast(&gate.changed);
	while (!gate.end)
		pthread_cond_wait(&gate.changed, &gate.mutex);
	pthread_mutex_unlock(&gate.mutex);
	return NULL;
}

static void start_probe_in_thread(struct host_start *start)
{
	pthread_t thread;
	int error = pthread_create(&thread, NULL, second_thread, start);

	if (error != 0) {
		errno = error;
		give_up(start, "pthread_create");
	}
	pthread_detach(thread);
	pthread_mutex_lock(&gate.mutex);
	while (!gate.started)
		pthread_cond_wait(&gate.changed, &gate.mutex);
	pthread_mutex_unlock(&gate.mutex);
}

static void end_thread(void)
{
	pthread_mutex_lock(&gate.mutex);
	gate.end = true;
	pthread_cond_broadcast(&gate.changed);
	pthread_mutex_unlock(&gate.mutex);
}

static void on_child(int number)
{
	(void)number; /* only there to end the wait */
}

static void note_ends(struct host_page *page)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		unsigned slot = atomic_load(&page->reaped_count);

		if (slot == HOST_REAPED)
			continue;
		page->reaped[slot].status = status;
		page->reaped[slot].pid = pid;
		atomic_store(&page->reaped_count, slot + 1);
	}
}

/* Until told to exit, or until whoever tells is gone. Keeps no other descriptor, so that
 * closing an end in the worker is the last close. */
static _Noreturn void obey(const struct host_start *start, int command, bool reply)
{
	struct sigaction action = {.sa_handler = on_child};
	sigset_t held, none;

	if (dup2(command, COMMAND_FD) < 0 || dup2(start->reply, REPLY_FD) < 0)
		give_up(start, "dup2 (host)");
	call_close_from(HOST_FDS);
	sigemptyset(&none);
	sigemptyset(&held);
	sigaddset(&held, SIGCHLD);
	sigaction(SIGCHLD, &action, NULL);
	sigprocmask(SIG_SETMASK, &held, NULL);
	if (reply && write(REPLY_FD, "r", 1) != 1)
		give_up(start, "write (reply)");
	close(REPLY_FD);
	for (;;) {
		struct pollfd ready = {.fd = COMMAND_FD, .events = POLLIN};
		char byte;

		note_ends(start->page);
		if (call_poll(&ready, 1, &none) < 0)
			continue;
		if (read(COMMAND_FD, &byte, 1) <= 0 || byte == 'x')
			_exit(0);
		if (byte == 't')
			end_thread();
	}
}

static _Noreturn void be_parent(struct host_start *start)
{
	/* By itself and before its reply: whoever forked it may come to it later. */
	start->page->parent = getpid();
	if ((start->roles & HOST_INIT) == 0) {
		if (setpgid(0, 0) < 0)
			give_up(start, "setpgid (parent)");
		if (start->foreground && tcsetpgrp(start->terminal->slave, getpgrp()) < 0)
			give_up(start, "tcsetpgrp (parent)");
	}
	if ((start->roles & HOST_THREAD) != 0)
		start_probe_in_thread(start);
	else
		start_probe(start);
	obey(start, start->parent_command, true);
}

static void ignore_keys(void)
{
	static const int keys[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};
	struct sigaction action = {.sa_handler = SIG_IGN};

	for (size_t i = 0; i < countof(keys); i++)
		sigaction(keys[i], &action, NULL);
}

static _Noreturn void be_leader(struct host_start *start)
{
	pid_t pid;

	if (setsid() < 0 || ioctl(start->terminal->slave, TIOCSCTTY, 0) < 0)
		give_up(start, "setsid, TIOCSCTTY (leader)");
	if ((start->roles & HOST_PARENT) != 0) {
		pid = fork();
		if (pid < 0)
			give_up(start, "fork (parent)");
		if (pid == 0)
			be_parent(start);
	} else {
		start_probe(start);
	}
	ignore_keys();
	obey(start, start->leader_command, (start->roles & HOST_PARENT) == 0);
}

/* The read end of each pipe belongs to its host, the write end to us. */
static void run_host(struct host_start *start, int leader_pipe[2], int parent_pipe[2])
{
	start->leader_command = leader_pipe[0];
	start->parent_command = parent_pipe[0];
	if ((start->roles & HOST_LEADER) != 0)
		be_leader(start);
	be_parent(start);
}

static int await_reply(struct hosts *hosts, const struct host_page *page, bool new_pidns, int reply,
		       struct trouble *trouble)
{
	char byte;
	ssize_t got;

	do
		got = read(reply, &byte, 1);
	while (got < 0 && errno == EINTR);
	close(reply);
	if (got == 1) {
		if ((hosts->roles & HOST_PARENT) != 0 && (hosts->roles & HOST_LEADER) != 0)
			hosts->parent = page->parent;
		return 0;
	}
	hosts_dismiss(hosts);
	return trouble_set(trouble, new_pidns && page->error == EPERM ? STEP_GROUND : STEP_LAUNCH, page->error,
			   "%s: %s", page->step == NULL ? "a host ended early" : page->step, strerror(page->error));
}

static void close_pair(int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

int hosts_start(struct hosts *hosts, struct host_page *page, unsigned roles, struct spawn *probe,
		const struct terminal *terminal, bool foreground, struct trouble *trouble)
{
	struct host_start start = {page, roles, probe, terminal, foreground, -1, -1, -1};
	int leader_pipe[2], parent_pipe[2], reply[2];
	int error;

	memset(page, 0, sizeof(*page));
	*hosts = (struct hosts){.leader_command = -1, .parent_command = -1};
	if (call_pipe(leader_pipe) < 0)
		return trouble_set(trouble, STEP_LAUNCH, errno, "pipe: %s", strerror(errno));
	if (call_pipe(parent_pipe) < 0 || call_pipe(reply) < 0) {
		close_pair(leader_pipe);
		return trouble_set(trouble, STEP_LAUNCH, errno, "pipe: %s", strerror(errno));
	}
	start.reply = reply[1];
	hosts->first = host_fork((roles & HOST_INIT) != 0);
	error = errno;
	if (hosts->first == 0)
		run_host(&start, leader_pipe, parent_pipe);
	close(leader_pipe[0]);
	close(parent_pipe[0]);
	close(reply[1]);
	hosts->leader_command = leader_pipe[1];
	hosts->parent_command = parent_pipe[1];
	if (hosts->first < 0) {
		close(reply[0]);
		hosts_dismiss(hosts);
		return trouble_set(trouble, error == EPERM ? STEP_GROUND : STEP_LAUNCH, error, "fork (host): %s",
				   strerror(error));
	}
	hosts->roles = roles;
	hosts->parent = hosts->first;
	return await_reply(hosts, page, probe->new_pidns, reply[0], trouble);
}

long hosts_tell_leader(const struct hosts *hosts, char what)
{
	return write(hosts->leader_command, &what, 1);
}

long hosts_tell_parent(const struct hosts *hosts, char what)
{
	return write(hosts->parent_command, &what, 1);
}

void hosts_dismiss(struct hosts *hosts)
{
	if (hosts->leader_command >= 0)
		close(hosts->leader_command);
	if (hosts->parent_command >= 0)
		close(hosts->parent_command);
	hosts->leader_command = hosts->parent_command = -1;
	hosts->roles = 0;
}
