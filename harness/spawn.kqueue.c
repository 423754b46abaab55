/* SPDX-License-Identifier: MIT
 *
 * spawn_process on BSDs: fork(2), because posix_spawn(3) gives nobody a controlling terminal. The child says through a
 * close-on-exec pipe at which step it failed; end of file means that exec has happened. A death signal is sent by a
 * watcher of ours; see death_watch.h.
 */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "calls.h"
#include "death_watch.h"

enum { STANDARD_SIGNALS = 32 };

/* What comes through the pipe. */
struct word {
	pid_t pid; /* of the second fork */
	int error; /* 0: none, only the pid */
	const char *step;
};

static _Noreturn void give_up(int pipe, const char *step)
{
	struct word word = {.error = errno, .step = step};
	ssize_t written = write(pipe, &word, sizeof(word));

	(void)written; /* then it is end of file, and the wait status tells */
	_exit(127);
}

static void place(const struct spawn *spawn, int pipe)
{
	if (spawn->new_session) {
		if (setsid() < 0)
			give_up(pipe, "setsid");
		if (spawn->terminal >= 0 && ioctl(spawn->terminal, TIOCSCTTY, 0) < 0)
			give_up(pipe, "ioctl TIOCSCTTY");
	}
	if (spawn->new_group && setpgid(0, 0) < 0)
		give_up(pipe, "setpgid");
	if (spawn->foreground && tcsetpgrp(spawn->terminal, getpgrp()) < 0)
		give_up(pipe, "tcsetpgrp");
}

/* The pipe moves to the first number that the program does not get; exec closes it. */
static int descriptors(const struct spawn *spawn, int pipe)
{
	if (fchdir(spawn->directory) < 0)
		give_up(pipe, "fchdir");
	for (int fd = 0; fd < SPAWN_FD_MAX; fd++) {
		if (spawn->fds[fd] < 0)
			close(fd);
		else if (dup2(spawn->fds[fd], fd) < 0)
			give_up(pipe, "dup2");
	}
	if (pipe != SPAWN_FD_MAX && call_dup_onto(pipe, SPAWN_FD_MAX) < 0)
		give_up(pipe, "dup2 (pipe)");
	call_close_from(SPAWN_FD_MAX + 1);
	return SPAWN_FD_MAX;
}

static void inherit(const struct spawn *spawn, int pipe)
{
	/* Handlers go at exec, but what our caller ignores would stay ignored. */
	for (int number = 1; number < STANDARD_SIGNALS; number++) {
		struct sigaction action = {.sa_handler = SIG_DFL};

		if (sigismember(&spawn->ignored, number) == 1)
			action.sa_handler = SIG_IGN;
		if (number != SIGKILL && number != SIGSTOP && sigaction(number, &action, NULL) < 0)
			give_up(pipe, "sigaction");
	}
	if (spawn->cpu_seconds != 0) {
		struct rlimit limit = {spawn->cpu_seconds, spawn->cpu_seconds + 1};

		if (setrlimit(RLIMIT_CPU, &limit) < 0)
			give_up(pipe, "setrlimit RLIMIT_CPU");
	}
	if (sigprocmask(SIG_SETMASK, &spawn->blocked, NULL) < 0)
		give_up(pipe, "sigprocmask");
}

static _Noreturn void become_program(const struct spawn *spawn, int pipe)
{
	place(spawn, pipe);
	pipe = descriptors(spawn, pipe);
	inherit(spawn, pipe);
	execve(spawn->path, spawn->argv, spawn->envp);
	give_up(pipe, "execve");
}

static _Noreturn void become_daemon(const struct spawn *spawn, int pipe)
{
	struct word word = {0};

	if (setsid() < 0)
		give_up(pipe, "setsid");
	word.pid = fork();
	if (word.pid == 0)
		become_program(spawn, pipe);
	if (word.pid < 0)
		give_up(pipe, "fork (second)");
	_exit(write(pipe, &word, sizeof(word)) == (ssize_t)sizeof(word) ? 0 : 127);
}

static ssize_t read_word(int pipe, struct word *ret_word)
{
	ssize_t got;

	do
		got = read(pipe, ret_word, sizeof(*ret_word));
	while (got < 0 && errno == EINTR);
	return got;
}

static int failed(struct spawn *spawn, int error, const char *step)
{
	spawn->error = error;
	spawn->step = step;
	return -1;
}

static void collect(pid_t pid)
{
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

/* Whatever comes before end of file. */
static void take_words(struct spawn *spawn, int pipe)
{
	struct word word;

	while (read_word(pipe, &word) == (ssize_t)sizeof(word)) {
		if (word.error != 0)
			failed(spawn, word.error, word.step);
		else
			spawn->pid = word.pid;
	}
}

int spawn_process(struct spawn *spawn)
{
	int words[2];
	pid_t pid;

	spawn->error = 0;
	spawn->step = NULL;
	spawn->pid = -1;
	if (call_pipe(words) < 0)
		return failed(spawn, errno, "pipe");
	pid = fork();
	if (pid == 0) {
		if (spawn->detach)
			become_daemon(spawn, words[1]);
		become_program(spawn, words[1]);
	}
	close(words[1]);
	if (pid < 0) {
		close(words[0]);
		return failed(spawn, errno, "fork");
	}
	if (!spawn->detach)
		spawn->pid = pid;
	take_words(spawn, words[0]);
	close(words[0]);
	if (spawn->detach || spawn->error != 0)
		collect(pid);
	if (spawn->error != 0)
		return -1;
	if (spawn->death_signal != 0 && death_watch_start(spawn->pid, spawn->death_signal) < 0)
		return failed(spawn, errno, "kqueue NOTE_EXIT (the parent's watcher)");
	return 0;
}
