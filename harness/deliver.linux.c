/* SPDX-License-Identifier: MIT
 *
 * The deliveries that only Linux has, and the table of all of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "deliver.h"
#include "host_fork.h"
#include "port.h"
#include "scene.h"

static int send_thread_exit(struct scene *scene, const struct delivery_row *row)
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

static int send_pidfd(struct scene *scene, const struct delivery_row *row)
{
	int pidfd = (int)syscall(SYS_pidfd_open, scene->started, 0);

	if (pidfd < 0)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "pidfd_open: %s", strerror(errno));
	deliver_note(scene, "pidfd_send_signal", syscall(SYS_pidfd_send_signal, pidfd, row->signal, NULL, 0));
	close(pidfd);
	return 0;
}

static int send_tgkill(struct scene *scene, const struct delivery_row *row)
{
	deliver_note(scene, "tgkill", syscall(SYS_tgkill, scene->started, scene->started, row->signal));
	return 0;
}

/* The limit was set at the launch; nobody sends anything. */
static int send_nothing(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	deliver_note(scene, "setrlimit", 0);
	return 0;
}

static int send_pidns_kill(struct scene *scene, const struct delivery_row *row)
{
	int64_t until = clock_ns() + scene->ground->deadline_ns;

	/* zap_pid_ns_processes() reaps every member before the init becomes a zombie. */
	deliver_note(scene, "kill", kill(scene->hosts.first, row->signal));
	for (scene_reap(scene); !scene->hosts.first_ended; scene_reap(scene)) {
		if (clock_ns() > until)
			return trouble_set(&scene->trace->trouble, STEP_DELIVER, 0,
					   "the namespace's init does not end");
		scene_wait_child(50000);
	}
	return 0;
}

static int write_cgroup(const struct scene *scene, const char *file, const char *text)
{
	int fd = openat(scene->ground->cgroup, file, O_WRONLY | O_CLOEXEC);
	ssize_t written = fd < 0 ? -1 : write(fd, text, strlen(text));
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return written < 0 ? -1 : 0;
}

static int join_cgroup(struct scene *scene, pid_t pid)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", (int)pid);
	if (write_cgroup(scene, "cgroup.procs", number) == 0)
		return 0;
	return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "cannot move a process into a cgroup: %s",
			   strerror(errno));
}

static int send_cgroup_kill(struct scene *scene, const struct delivery_row *row)
{
	(void)row;
	if (join_cgroup(scene, scene->probe) < 0)
		return -1;
	if (!scene->started_ended && scene->started != scene->probe && join_cgroup(scene, scene->started) < 0)
		return -1;
	if (faccessat(scene->ground->cgroup, "cgroup.kill", F_OK, 0) < 0)
		return trouble_set(&scene->trace->trouble, STEP_GROUND, errno, "no cgroup.kill before Linux 5.14");
	deliver_note(scene, "write", write_cgroup(scene, "cgroup.kill", "1"));
	return 0;
}

static const char *const kill_program[] = {"kill", "", NULL};
static const char *const kill_dash[] = {"dash", "-c", "kill ", NULL};
static const char *const kill_bash[] = {"bash", "-c", "kill ", NULL};
static const char *const kill_busybox[] = {"busybox", "sh", "-c", "kill ", NULL};

#define CONTROL_EVENTS "Windows consoles have control events; see tty-interrupt and tty-quit"
#define WINDOW_MESSAGES "no window messages outside Windows"

const struct delivery_row deliveries[DELIVERY_MAX] = {
	[DELIVERY_SIGINT] = {.signal = SIGINT, .send = send_to_pid},
	[DELIVERY_SIGTERM] = {.signal = SIGTERM, .send = send_to_pid},
	[DELIVERY_SIGHUP] = {.signal = SIGHUP, .send = send_to_pid},
	[DELIVERY_SIGQUIT] = {.signal = SIGQUIT, .send = send_to_pid},
	[DELIVERY_SIGUSR1] = {.signal = SIGUSR1, .send = send_to_pid},
	[DELIVERY_KILL] = {.signal = SIGKILL, .send = send_to_pid},
	[DELIVERY_SIGINT_GROUP] = {.signal = SIGINT, .send = send_to_group},
	[DELIVERY_SIGTERM_GROUP] = {.signal = SIGTERM, .send = send_to_group},
	[DELIVERY_TTY_INTERRUPT] = {.needs = NEEDS_LEADER, .key = '\x03', .send = send_key},
	[DELIVERY_TTY_QUIT] = {.needs = NEEDS_LEADER, .key = '\x1c', .send = send_key},
	[DELIVERY_TTY_CLOSE] = {.needs = NEEDS_LEADER, .send = send_tty_close},
	[DELIVERY_LEADER_EXIT] = {.needs = NEEDS_LEADER, .send = send_leader_exit},
	[DELIVERY_STDIN_EOF] = {.needs = NEEDS_STDIN, .send = send_stdin_eof},
	[DELIVERY_SIGPIPE] = {.needs = NEEDS_STDIN | NEEDS_STDOUT, .work = "write", .send = send_sigpipe},
	[DELIVERY_PARENT_EXIT] = {.needs = NEEDS_PARENT, .send = send_parent_exit},
	[DELIVERY_PARENT_KILLED] = {.needs = NEEDS_PARENT, .send = send_parent_killed},
	[DELIVERY_PARENT_THREAD_EXIT] = {.needs = NEEDS_PARENT | NEEDS_THREAD, .send = send_thread_exit},
	[DELIVERY_SIGQUEUE] = {.signal = SIGTERM, .send = send_sigqueue},
	[DELIVERY_PIDFD] = {.signal = SIGTERM, .send = send_pidfd},
	[DELIVERY_TGKILL] = {.signal = SIGTERM, .send = send_tgkill},
	[DELIVERY_CPU_LIMIT] = {.needs = NEEDS_CPU_LIMIT, .work = "spin", .waits = true, .send = send_nothing},
	[DELIVERY_TERM_WHILE_STOPPED] = {.signal = SIGTERM, .send = send_while_stopped},
	[DELIVERY_TWICE] = {.needs = NEEDS_HOLD, .signal = SIGTERM, .send = send_twice},
	[DELIVERY_ESCALATE] = {.needs = NEEDS_SLOW, .signal = SIGTERM, .send = send_escalate},
	[DELIVERY_PIDNS_KILL] = {.needs = NEEDS_INIT, .signal = SIGKILL, .send = send_pidns_kill},
	[DELIVERY_CGROUP_KILL] = {.needs = NEEDS_CGROUP, .send = send_cgroup_kill},
	[DELIVERY_KILL_PROGRAM] = {.sender = kill_program, .send = send_by_program},
	[DELIVERY_KILL_DASH] = {.sender = kill_dash, .send = send_by_program},
	[DELIVERY_KILL_BASH] = {.sender = kill_bash, .send = send_by_program},
	[DELIVERY_KILL_BUSYBOX] = {.sender = kill_busybox, .send = send_by_program},
	[DELIVERY_CTRL_C] = {.absent = "Windows consoles have control events; see tty-interrupt"},
	[DELIVERY_CTRL_BREAK] = {.absent = "Windows consoles have control events; see tty-quit"},
	[DELIVERY_WM_CLOSE] = {.absent = WINDOW_MESSAGES},
	[DELIVERY_JOB_CLOSE] = {.absent = "no job objects outside Windows; see pidns-kill and cgroup-kill"},
	[DELIVERY_CTRL_C_PID] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_UNATTACHED] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_NO_CONSOLE] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_ATTACH] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_ATTACH_GUI] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_ATTACH_PID] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_C_TWICE] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_PID] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_UNATTACHED] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_NO_CONSOLE] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_ATTACH] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_ATTACH_GUI] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_BREAK_ATTACH_PID] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CTRL_OTHERS] = {.absent = CONTROL_EVENTS},
	[DELIVERY_CONSOLE_INPUT] = {.absent = "no input records; see tty-interrupt"},
	[DELIVERY_WM_CLOSE_CONSOLE] = {.absent = WINDOW_MESSAGES},
	[DELIVERY_TASKKILL] = {.absent = "no taskkill; see kill-program"},
	[DELIVERY_TASKKILL_TREE] = {.absent = "no taskkill; see kill-program"},
	[DELIVERY_TASKKILL_FORCE] = {.absent = "no taskkill; see kill-program"},
	[DELIVERY_WM_QUIT] = {.absent = WINDOW_MESSAGES},
	[DELIVERY_END_SESSION] = {.absent = WINDOW_MESSAGES},
	[DELIVERY_RESTART_MANAGER] = {.absent = "no Restart Manager outside Windows"},
	[DELIVERY_JOB_TERMINATE] = {.absent = "no job objects outside Windows; see pidns-kill and cgroup-kill"},
	[DELIVERY_CTRL_ROUTINE_C] = {.absent = "no threads are created in another process here"},
	[DELIVERY_CTRL_ROUTINE_CLOSE] = {.absent = "no threads are created in another process here"},
	[DELIVERY_REMOTE_EXIT] = {.absent = "no threads are created in another process here"},
};
