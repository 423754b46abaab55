/* SPDX-License-Identifier: MIT
 *
 * The ground on Linux. The supervisor waits outside of the namespace for the orchestrator's
 * end; the init waits inside for the workers'. Who dies first does not matter:
 * - the orchestrator: `hold` hangs up, the supervisor kills the init, the kernel all the rest;
 * - the supervisor: the init gets PR_SET_PDEATHSIG's SIGKILL;
 * - the workers: the init finds no child any more and exits.
 */
#include "ground.posix.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "abandoned.h"
#include "cgroup.h"
#include "namespace.h"
#include "port.h"
#include "remove.h"
#include "tree.h"
#include "watch.h"

enum { PATH_SIZE = 4096 };

/* What the supervisor leads. */
struct site {
	const struct ground_options *options;
	int hold;   /* read end */
	int root;   /* where the workers' directories are made */
	int cgroup; /* of the run, or -1 */
	pid_t workers[GROUND_WORKERS_MAX];
};

const char *ground_kind_name(enum ground_kind kind)
{
	static const char *const names[] = {
		[GROUND_UNSET] = "?",
		[GROUND_PIDNS] = "pid-namespace",
		[GROUND_USERNS] = "user-and-pid-namespace",
		[GROUND_SUPERVISOR] = "supervisor",
	};

	return names[kind];
}

/* A clean slate whatever the caller ignored or blocked (nohup, sh &, CI agents). By the system call, because
 * sigaction(3) of glibc refuses its own signals 32 and 33, which posix_spawn(3) leaves ignored. */
static void clean_signals(void)
{
	enum { SIGNALS = 64, SET_SIZE = 8 };
	const uint64_t action[8] = {0}; /* SIG_DFL, no flags, empty mask, in any layout of struct kernel_sigaction */
	sigset_t all;

	for (int number = 1; number <= SIGNALS; number++)
		syscall(SYS_rt_sigaction, number, action, NULL, SET_SIZE); /* fails for KILL and STOP: rightly */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
}

static _Noreturn void be_worker(const struct site *site, unsigned worker)
{
	struct ground_spot spot = {
		.cgroup = site->cgroup < 0 ? -1 : cgroup_open_worker(site->cgroup, worker),
	};
	char name[16];

	prctl(PR_SET_NAME, "lastwords-work"); /* for whoever looks with ps */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 || setsid() < 0)
		_exit(1);
	if (worker < site->options->pinned)
		port_pin(worker);
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
	}
	return true;
}

/* Was it one of the workers? Then it is not waited for any more. */
static bool is_worker(struct site *site, pid_t pid)
{
	for (unsigned worker = 0; worker < site->options->workers; worker++)
		if (site->workers[worker] == pid) {
			site->workers[worker] = 0;
			return true;
		}
	return false;
}

/* Reap until no worker is left; orphans of workers that ended come and go meanwhile. Returns whether all
 * ended well. */
static bool await_workers(struct site *site)
{
	unsigned left = site->options->workers;
	bool well = true;

	while (left > 0) {
		int status;
		pid_t pid = wait(&status);

		if (pid < 0 && errno != EINTR)
			return false;
		if (pid > 0 && is_worker(site, pid)) {
			left--;
			well = well && status == 0;
		}
	}
	return well;
}

static _Noreturn void be_init(struct site *site, int go)
{
	const char *step;
	char byte;

	prctl(PR_SET_NAME, "lastwords-init");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* Had the supervisor died before the prctl, nobody would ever kill us: then there is no go. */
	if (read(go, &byte, 1) != 1)
		_exit(1);
	site->root = namespace_furnish(site->options->avoid, countof(site->options->avoid), &step);
	if (site->root < 0) {
		fprintf(stderr, "lastwords: %s: %s\n", step, strerror(errno));
		_exit(1);
	}
	if (!start_workers(site))
		_exit(1);
	/* Our end is the end of whatever a worker that crashed has left. */
	_exit(await_workers(site) ? 0 : 1);
}

static int supervise_namespace(struct site *site)
{
	int status = -1;
	int go[2], init_fd;
	pid_t init;

	if (pipe2(go, O_CLOEXEC) < 0)
		return -1;
	init = namespace_fork(site->options->kind == GROUND_USERNS);
	if (init == 0) {
		close(go[1]);
		be_init(site, go[0]);
	}
	init_fd = init < 0 ? -1 : watch_open(init);
	if (init_fd >= 0 && write(go[1], "g", 1) == 1) {
		struct pollfd ends[] = {{.fd = site->hold, .events = POLLIN}, {.fd = init_fd, .events = POLLIN}};

		while (poll(ends, countof(ends), -1) < 0 && errno == EINTR)
			continue;
	}
	close(go[1]);
	if (init > 0) {
		kill(init, SIGKILL); /* ours until we wait for it; it may have ended already */
		waitpid(init, &status, 0);
	}
	return status;
}

/* A container that was made from nothing has a root and /dev/shm, but no /tmp. */
static const char *temporary_directory(void)
{
	static const char *const places[] = {"/tmp", "/var/tmp", "/dev/shm"};
	const char *wanted = getenv("TMPDIR");

	for (size_t i = 0; wanted == NULL && i < countof(places); i++)
		if (access(places[i], W_OK | X_OK) == 0)
			wanted = places[i];
	return wanted == NULL ? places[0] : wanted;
}

/* Without a namespace: end what is left, until nothing is. */
static int supervise_alone(struct site *site)
{
	const char *tmp = temporary_directory();
	char path[PATH_SIZE];
	struct pollfd hold = {.fd = site->hold, .events = POLLIN};
	sigset_t child;
	unsigned left = site->options->workers;
	int status, worst = 0;

	abandoned_sweep(tmp, "lastwords-run-", remove_tree);
	snprintf(path, sizeof(path), "%s/lastwords-run-XXXXXX", tmp);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 || mkdtemp(path) == NULL) {
		fprintf(stderr, "lastwords: cannot make %s: %s. Set TMPDIR to a directory that can be written to.\n",
			path, strerror(errno));
		return -1;
	}
	site->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	if (site->root < 0 || abandoned_mark(site->root) < 0 || !start_workers(site))
		worst = -1;
	for (;;) {
		struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
		pid_t pid;

		while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
			bool worker = is_worker(site, pid);

			left -= worker;
			worst = worker && status != 0 ? status : worst;
		}
		if (pid < 0)
			break;
		if (worst == -1 || left == 0 || poll(&hold, 1, 0) != 0)
			tree_kill_children();
		sigtimedwait(&child, NULL, &moment);
	}
	if (site->root >= 0)
		close(site->root);
	remove_tree(path);
	return worst;
}

static _Noreturn void be_supervisor(const struct ground_options *options, int hold)
{
	struct site site = {.options = options, .hold = hold, .root = -1, .cgroup = -1};
	char cgroup[PATH_SIZE] = "";
	int status;

	prctl(PR_SET_NAME, "lastwords-super");
	clean_signals();
	if (setsid() < 0)
		_exit(1);
	if (options->cgroup)
		site.cgroup = cgroup_open_run(cgroup, sizeof(cgroup));
	status = options->kind == GROUND_SUPERVISOR ? supervise_alone(&site) : supervise_namespace(&site);
	if (cgroup[0] != '\0')
		cgroup_remove_run(cgroup);
	_exit(status == 0 ? 0 : 1);
}

int ground_start(const struct ground_options *options, struct ground_handle *ret_handle)
{
	int hold[2];
	pid_t supervisor;

	if (pipe2(hold, O_CLOEXEC) < 0)
		return -1;
	fflush(NULL); /* no buffered line is printed twice */
	supervisor = fork();
	if (supervisor == 0) {
		close(hold[1]);
		be_supervisor(options, hold[0]);
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

/* Try it for real, in a process that ends at once; its exit status tells. */
static int try_namespace(bool user)
{
	int status;
	pid_t init;
	pid_t child = fork();

	if (child == 0) {
		const char *step;

		clean_signals();
		init = namespace_fork(user);
		if (init < 0)
			_exit(errno);
		if (init == 0)
			_exit(namespace_furnish(NULL, 0, &step) < 0 ? errno : 0);
		if (waitpid(init, &status, 0) < 0)
			_exit(errno);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : EPERM);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EPERM;
}

enum ground_kind ground_best(char *why, size_t size)
{
	int plain = try_namespace(false);
	int user;

	why[0] = '\0';
	if (plain == 0)
		return GROUND_PIDNS;
	user = try_namespace(true);
	snprintf(why, size, "no PID namespace: %s", strerror(plain));
	if (user == 0)
		return GROUND_USERNS;
	snprintf(why, size, "no PID namespace: %s; through a user namespace: %s", strerror(plain), strerror(user));
	return GROUND_SUPERVISOR;
}
