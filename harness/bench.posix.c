/* SPDX-License-Identifier: MIT
 *
 * lastwords bench: cells a second of a full run, observed, recorded and judged, beside the floor: a bare loop
 * that starts the same probe, reads its ready, signals it and reaps it. Both use one pinned process a core and
 * alternate in one run, so that a busy machine slows both. Times are shown, never asserted.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "calls.h"
#include "commands.h"
#include "paths.h"
#include "port.h"
#include "record.h"
#include "remove.h"
#include "spawn.h"

enum { FLOOR_CELLS = 1500, PATH_SIZE = 4096, TURNS_MAX = 64 };

struct bench {
	char probes[PATH_SIZE];
	char probe[PATH_SIZE + 16];
	char directory[PATH_SIZE];
	char record[PATH_SIZE + 16];
	unsigned jobs;
	const struct options *options;
};

static int open_low(const char *path, int flags)
{
	int low = open(path, flags | O_CLOEXEC, 0600);
	int high = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, SPAWN_FD_MAX);

	if (low >= 0)
		close(low);
	return high;
}

/* One cell of the floor: nothing is looked at but that it got ready and died. */
static bool floor_cell(struct spawn *spawn)
{
	char line[32];
	int ready[2], status;
	bool well;

	if (call_pipe(ready) < 0)
		return false;
	spawn->fds[4] = ready[1];
	well = spawn_process(spawn) == 0;
	close(ready[1]);
	well = well && read(ready[0], line, sizeof(line)) > 0 && kill(spawn->pid, SIGTERM) == 0;
	close(ready[0]);
	return well && waitpid(spawn->pid, &status, 0) == spawn->pid;
}

static _Noreturn void floor_worker(const struct bench *bench, unsigned core)
{
	char *argv[] = {(char[]){"console"}, (char[]){"handler-flag"}, (char[]){"wait"}, NULL};
	char *envp[] = {(char[]){"LASTWORDS_JOURNAL=3"}, (char[]){"LASTWORDS_READY=4"}, NULL};
	char path[PATH_SIZE + 32];
	int null = open_low("/dev/null", O_RDWR);
	struct spawn spawn = {.path = bench->probe,
			      .argv = argv,
			      .envp = envp,
			      .fds = {null, null, null, -1, -1, -1},
			      .terminal = -1,
			      .new_group = true};
	sigset_t all;

	port_pin(core);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	sigemptyset(&spawn.ignored);
	sigemptyset(&spawn.blocked);
	/* Pipes take the lowest free numbers: keep them above the probe's. */
	for (int fd = null; fd >= 0 && fd < SPAWN_FD_MAX;)
		fd = dup(null);
	while (dup(null) < SPAWN_FD_MAX)
		continue;
	snprintf(path, sizeof(path), "%s/core%u", bench->directory, core);
	mkdir(path, 0700);
	spawn.directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	snprintf(path, sizeof(path), "%s/core%u/journal", bench->directory, core);
	for (unsigned i = 0; i < FLOOR_CELLS; i++) {
		spawn.fds[3] = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
		if (spawn.directory < 0 || spawn.fds[3] < 0 || !floor_cell(&spawn))
			_exit(1);
		close(spawn.fds[3]);
	}
	_exit(0);
}

/* Cells a second of the floor, 0 when it failed. */
static double measure_floor(const struct bench *bench)
{
	int64_t began = clock_ns();
	int status, failed = 0;

	for (unsigned core = 0; core < bench->jobs; core++)
		if (fork() == 0)
			floor_worker(bench, core);
	while (wait(&status) > 0)
		failed |= status;
	return failed != 0 ? 0 : bench->jobs * (double)FLOOR_CELLS * 1e9 / (double)(clock_ns() - began);
}

enum { TIMES_MAX = 16384 };

struct total {
	double cells;
	double ns;
	double times[2][TIMES_MAX]; /* of whole cells: positive (basis gone), negative */
	size_t counts[2];
};

/* The cells that are over when the probe has reacted, or has not; those that wait by design say nothing. */
static void take_time(struct total *total, json_t *line)
{
	const char *cell = json_string_value(json_object_get(line, "cell"));
	const char *basis = json_string_value(json_object_get(line, "basis"));
	json_t *ns = json_object_get(json_object_get(line, "ns"), "total");
	bool negative = basis != NULL && strcmp(basis, basis_name(BASIS_GONE)) != 0;

	if (cell == NULL || basis == NULL || strncmp(cell, "console/plain/sig", 17) != 0 ||
	    strstr(cell, "slow") != NULL || total->counts[negative] == TIMES_MAX)
		return;
	total->times[negative][total->counts[negative]++] = (double)json_integer_value(ns);
}

static int take_end(void *context, json_t *line, unsigned long number)
{
	struct total *total = context;
	const char *type = json_string_value(json_object_get(line, "type"));

	(void)number;
	take_time(total, line);
	if (type != NULL && strcmp(type, "end") == 0) {
		total->cells = (double)json_integer_value(json_object_get(line, "cells"));
		total->ns = (double)json_integer_value(json_object_get(line, "ns"));
	}
	return 0;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(values[0]), compare);
	return count == 0 ? 0 : values[count / 2];
}

/* Cells a second of a whole run of this program, 0 when it failed. */
static double measure_run(const struct bench *bench)
{
	static struct total total;
	struct options options = *bench->options;
	pid_t pid;
	int status;

	memset(&total, 0, sizeof(total));
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		options.record = bench->record;
		options.jobs = bench->jobs;
		dup2(null, STDOUT_FILENO);
		_exit(command_run(&options));
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || record_read(bench->record, take_end, &total) < 0 ||
	    total.ns <= 0)
		return 0;
	if (total.counts[0] > 0 && total.counts[1] > 0) {
		double positive = median(total.times[0], total.counts[0]);
		double negative = median(total.times[1], total.counts[1]);

		printf("console/plain/sig*, median: positive cell %.0f us, negative cell %.0f us, factor %.2f\n",
		       positive / 1e3, negative / 1e3, negative / positive);
	}
	return total.cells * 1e9 / total.ns;
}

static int measure(const struct bench *bench, unsigned turns)
{
	double ratios[TURNS_MAX];

	for (unsigned turn = 0; turn < turns; turn++) {
		double before = measure_floor(bench);
		double cells = measure_run(bench);
		double after = measure_floor(bench);

		if (before <= 0 || cells <= 0 || after <= 0) {
			fprintf(stderr, "lastwords: bench: turn %u failed; try 'lastwords run' alone\n", turn + 1);
			return EXIT_BLOCKED;
		}
		ratios[turn] = cells / ((before + after) / 2);
		printf("full run %.0f cells/s, floor %.0f and %.0f cells/s\n", cells, before, after);
		fflush(stdout);
	}
	printf("ratio %.2f", median(ratios, turns));
	printf(" (min %.2f, max %.2f)\n", ratios[0], ratios[turns - 1]);
	return EXIT_AS_EXPECTED;
}

/* In memory where the system has a place there. */
static const char *memory_directory(void)
{
	const char *tmp = getenv("TMPDIR");

	if (access("/dev/shm", W_OK) == 0)
		return "/dev/shm";
	return tmp == NULL ? "/tmp" : tmp;
}

int command_bench(const struct options *options)
{
	struct bench bench = {.options = options, .directory = ""};
	unsigned turns = options->rounds != 0 ? options->rounds : 5;
	struct options inner = *options;
	int ret;

	inner.rounds = 1;
	bench.options = &inner;
	bench.jobs = options->jobs != 0 ? options->jobs : port_cores();
	if (turns > TURNS_MAX)
		turns = TURNS_MAX;
	if (paths_probes(options->probes, bench.probes, sizeof(bench.probes)) < 0)
		return EXIT_USAGE;
	snprintf(bench.probe, sizeof(bench.probe), "%s/console", bench.probes);
	snprintf(bench.directory, sizeof(bench.directory), "%s/lastwords-bench-XXXXXX", memory_directory());
	if (mkdtemp(bench.directory) == NULL) {
		fprintf(stderr, "lastwords: cannot make %s: %s. Set TMPDIR to a directory that can be written to.\n",
			bench.directory, strerror(errno));
		return EXIT_BLOCKED;
	}
	snprintf(bench.record, sizeof(bench.record), "%s/record.jsonl", bench.directory);
	ret = measure(&bench, turns);
	remove_tree(bench.directory);
	return ret;
}
