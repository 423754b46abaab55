/* SPDX-License-Identifier: MIT
 *
 * A parent with a child and the watcher of both: watched exit|stay|child-first|zombie|reaped. The child says which
 * signal it got, and ends when it got one or its standard input is at its end.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include "death_watch.h"

static sigset_t term;

static _Noreturn void be_child(void)
{
	struct pollfd either[] = {{.fd = signalfd(-1, &term, 0), .events = POLLIN}, {.fd = 0, .events = POLLIN}};
	struct signalfd_siginfo info;

	if (poll(either, 2, -1) > 0 && either[0].revents != 0 && read(either[0].fd, &info, sizeof(info)) > 0)
		printf("child: %s\n", strsignal((int)info.ssi_signo));
	else
		printf("child: end of input\n");
	fflush(stdout);
	_exit(0);
}

static int ended_with(pid_t pid)
{
	int status = -1;

	waitpid(pid, &status, 0);
	return status;
}

int main(int argc, char **argv)
{
	const char *how = argc == 2 ? argv[1] : "";
	siginfo_t info;
	pid_t child, watcher;

	/* Blocked before there is a child: a signal that comes early waits for it. */
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	child = fork();
	if (child == 0)
		be_child();
	if (strcmp(how, "zombie") == 0)
		waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
	if (strcmp(how, "reaped") == 0)
		ended_with(child);
	watcher = death_watch_start(child, SIGTERM);
	if (watcher < 0)
		printf("watcher: %s\n", strerror(errno));
	else
		printf("ready %d %d %d\n", (int)getpid(), (int)child, (int)watcher);
	fflush(stdout);
	if (strcmp(how, "stay") == 0)
		pause();
	if (strcmp(how, "child-first") == 0) {
		printf("child: status %d\n", ended_with(child));
		printf("watcher: status %d\n", ended_with(watcher));
	}
	return 0;
}
