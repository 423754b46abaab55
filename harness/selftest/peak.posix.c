/* SPDX-License-Identifier: MIT
 *
 * Runs a command and writes the largest resident set, in kB, that it or a process of its own ever had to
 * descriptor 2's last line. A helper of the self-tests: what an interpreter starts inherits the interpreter's own
 * peak (getrusage(2), ru_maxrss survives execve), so something small has to stand between.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	pid_t pid = argc > 1 ? fork() : -1;
	struct rusage usage;
	int status;

	if (pid == 0) {
		execv(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0)
		return 1;
	fprintf(stderr, "%ld\n", usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
