/* SPDX-License-Identifier: MIT
 *
 * The ground on BSDs: a supervisor, since there are no PID namespaces and (on macOS) no subreapers. It waits with one
 * kqueue for the orchestrator's end (its end of `hold`, and its process) and for the workers', and then ends every
 * process of the run that is left: its descendants, those in their sessions, and those that carry the run's mark; see
 * kin.h. Who dies first does not matter as long as one of supervisor and worker lives: a worker ends its cell, finds
 * that nobody takes the trace, and exits.
 */
#include "ground.posix.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/event.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "abandoned.h"
#include "calls.h"
#include "kin.h"
#include "port.h"
#include "remove.h"
#include "tree_mark.h"

enum { PATH_SIZE = 4096, LOOK_NS = 10 * 1000 * 1000, LAST_LOOKS = 2 };

/* What the supervisor leads. */
struct site {
	const struct ground_options *options;
	int queue;
	int root; /* where the workers' directories are made */
	char mark[TREE_MARK - 16];
	bool orphaned; /* the orchestrator is gone */
	bool broken;   /* a worker did not end well, or none could be started */
	unsigned left; /* workers */
	pid_t workers[GROUND_WORKERS_MAX];
};

const char *ground_kind_name(enum ground_kind kind)
{
	return kind == GROUND_SUPERVISOR ? "supervisor" : "?";
}

enum ground_kind ground_best(char *why, size_t size)
{
	snprintf(why, size, "this system has no PID namespaces");
	return GROUND_SUPERVISOR;
}

/* A clean slate whatever the caller ignored or blocked (nohup, sh &, CI agents). */
static void clean_signals(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigset_t all;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &action, NULL); /* fails for KILL and STOP: rightly */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
}

static _Noreturn void be_worker(const struct site *site, unsigned worker)
{
	struct ground_spot spot = {.cgroup = -1};
	char name[16];

	close(site->queue); /* fork(2) passed on none, but maybe its number (kqueue(2)) */
	if (setsid() < 0)
		_exit(1);
	if (worker < site->options->pinned)
		port_pin(worker);
	snprintf(spot.mark, sizeof(spot.mark), "%s.w%u.", site->mark, worker);
	tree_set_mark(spot.mark);
	snprintf(name, sizeof(name), "w%u", worker);
	if (mkdirat(site->root, name, 0755) < 0)
		_exit(1);
	spot.root = openat(site->root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (spot.root < 0)
		_exit(1);
	site->options->work(site->options->context, worker, &spot);
	_exit(0);
}

static bool start_workers(struct site *site)
{
	for (unsigned worker = 0; worker < site->options->workers; worker++) {
		pid_t pid = fork();

		if (pid < 0)
			return false;
		if (pid == 0)
			be_worker(site, worker);
		site->workers[worker] = pid;
		site->left++;
	}
	return true;
}

static void take_end(struct site *site, pid_t pid, int status)
{
	for (unsigned worker = 0; worker < site->options->workers; worker++) {
		if (site->workers[worker] != pid)
			continue;
		site->workers[worker] = 0;
		site->left--;
		site->broken = site->broken || status != 0;
	}
}

static bool listen_to(int queue, uintptr_t ident, short filter, unsigned notes)
{
	struct kevent change;

	EV_SET(&change, ident, filter, EV_ADD, notes, 0, NULL);
	return kevent(queue, &change, 1, NULL, 0, NULL) == 0;
}

static void wait_for_news(struct site *site, int hold, const struct timespec *time)
{
	struct kevent events[4];
	int count = kevent(site->queue, NULL, 0, events, countof(events), time);

	for (int i = 0; i < count; i++) {
		if (events[i].filter == EVFILT_PROC)
			site->orphaned = true;
		if (events[i].filter == EVFILT_READ && events[i].ident == (uintptr_t)hold)
			site->orphaned = true;
	}
}

/* Until nobody is left: what forked while it was looked at is found by the next look. */
static void end_all(struct site *site)
{
	static struct kin kin;
	const struct timespec moment = {.tv_nsec = LOOK_NS};
	int empty_looks = 0;

	kin_open(&kin, getpid(), site->mark);
	while (empty_looks < LAST_LOOKS) {
		int status;
		pid_t pid;

		kin_look(&kin);
		kin_kill(&kin, NULL);
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			take_end(site, pid, status);
		empty_looks = kin.count == 0 && pid < 0 ? empty_looks + 1 : 0;
		if (kin.count > 0 || pid == 0)
			nanosleep(&moment, NULL);
	}
}

static void supervise(struct site *site, int hold)
{
	while (!site->orphaned && !site->broken && site->left > 0) {
		int status;
		pid_t pid;

		wait_for_news(site, hold, NULL);
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			take_end(site, pid, status);
	}
	end_all(site);
}

static int open_site(struct site *site, int hold, pid_t orchestrator, char *path, size_t size)
{
	const char *tmp = getenv("TMPDIR");

	if (tmp == NULL)
		tmp = "/tmp";
	abandoned_sweep(tmp, "lastwords-run-", remove_tree);
	snprintf(path, size, "%s/lastwords-run-XXXXXX", tmp);
	if (mkdtemp(path) == NULL) {
		fprintf(stderr, "lastwords: cannot make %s: %s. Set TMPDIR to a directory that can be written to.\n",
			path, strerror(errno));
		path[0] = '\0';
		return -1;
	}
	/* The name of the directory is of this run alone. */
	snprintf(site->mark, sizeof(site->mark), "%s.%ld", strrchr(path, '-') + 1, (long)getpid());
	site->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	site->queue = kqueue();
	if (site->root < 0 || abandoned_mark(site->root) < 0 || site->queue < 0 ||
	    !listen_to(site->queue, (uintptr_t)hold, EVFILT_READ, 0) ||
	    !listen_to(site->queue, SIGCHLD, EVFILT_SIGNAL, 0))
		return -1;
	/* Gone before we could listen: then `hold` says so. */
	listen_to(site->queue, (uintptr_t)orchestrator, EVFILT_PROC, NOTE_EXIT);
	return 0;
}

static _Noreturn void be_supervisor(const struct ground_options *options, int hold, pid_t orchestrator)
{
	static struct site site;
	char path[PATH_SIZE] = "";

	site.options = options;
	clean_signals();
	if (setsid() < 0)
		_exit(1);
	if (open_site(&site, hold, orchestrator, path, sizeof(path)) < 0 || !start_workers(&site))
		site.broken = true;
	supervise(&site, hold);
	if (path[0] != '\0')
		remove_tree(path);
	_exit(site.broken ? 1 : 0);
}

int ground_start(const struct ground_options *options, struct ground_handle *ret_handle)
{
	pid_t orchestrator = getpid();
	pid_t supervisor;
	int hold[2];

	if (call_pipe(hold) < 0)
		return -1;
	fflush(NULL); /* no buffered line is printed twice */
	supervisor = fork();
	if (supervisor == 0) {
		close(hold[1]);
		be_supervisor(options, hold[0], orchestrator);
	}
	close(hold[0]);
	if (supervisor < 0) {
		close(hold[1]);
		return -1;
	}
	ret_handle->supervisor = supervisor;
	ret_handle->hold = hold[1];
	return 0;
}

int ground_end(struct ground_handle *handle)
{
	int status;
	pid_t pid;

	close((int)handle->hold);
	do
		pid = waitpid((pid_t)handle->supervisor, &status, 0);
	while (pid < 0 && errno == EINTR);
	return pid < 0 ? -1 : status;
}
