/* SPDX-License-Identifier: MIT
 *
 * From the command line to main's tail.
 */
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "mark.h"
#include "responder.h"
#include "rung.h"
#include "work.h"

int probe_main(int argc, char **argv)
{
	const struct response *response;

	if (argc < 2) {
		fprintf(stderr, "usage: %s RESPONDER [WORK [SLOW_MS]]\n", argv[0]);
		return 2;
	}
	mark_open();
	rung_install();
	response = responder_install(argv[1], argc > 3 ? atol(argv[3]) : 20);
	pthread_cleanup_push(rung_on_cleanup, NULL);
	work_ready();
	work_run(argc > 2 ? argv[2] : "wait", response);
	pthread_cleanup_pop(0);
	if (response->finish != NULL)
		response->finish();
	mark("main-tail", 0);
	return 0;
}

_Noreturn void probe_stand_in(long child)
{
	struct rlimit no_core = {0, 0};
	int status = 0;

	/* Only the child's copies shall count: the ends of its input and of its terminal are deliveries. */
	probe_silence();
	close(atoi(getenv("LASTWORDS_READY")));
	close(atoi(getenv("LASTWORDS_JOURNAL")));
	while (waitpid((pid_t)child, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFSIGNALED(status)) {
		setrlimit(RLIMIT_CORE, &no_core);
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(WEXITSTATUS(status));
}

void probe_silence(void)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	if (null > STDERR_FILENO)
		close(null);
}
