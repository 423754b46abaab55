/* SPDX-License-Identifier: MIT
 *
 * lastwords: which processes get to clean up when they are told to stop?
 */
#include <stdio.h>
#include <string.h>
#include "commands.h"
#include "port.h"
#include "version.h"

static const struct {
	const char *name;
	int (*run)(const struct options *options);
	const char *usage;
	const char *help;
} commands[] = {
	{"run", command_run, "run [FILTER...] [OPTIONS]",
	 "Run the matrix, write the record, judge the claims, print the tables.\n"
	 "FILTER is a glob over cell names, such as 'console/*/sigterm/*'; leading parts are enough.\n\n"
	 "  --claim GLOB     the cells of these claims, as in 'tty.*', instead of FILTER\n"
	 "  --rounds N       run every cell N times (1)\n"
	 "  --jobs N         workers, each on a core of its own (one per core)\n"
	 "  --shard I/N      only the I-th of N disjoint parts of the plan\n"
	 "  --record FILE    where the record goes (record.jsonl)\n"
	 "  --resume FILE    go on with an interrupted record of the same plan\n"
	 "  --deadline SEC   how long one step of a cell may take (20)\n"
	 "  --basis quiet    do without the fence: prove negatives by calibrated silence\n"
	 "  --no-namespace   do without a PID namespace: a supervisor ends what is left\n"
	 "  --probes DIR     where the probe programs are (found beside lastwords)\n"},
	{"list", command_list,
	 "list cells|claims|probes|launches|deliveries|responders|rungs|platforms [FILTER...] [--json]",
	 "List what there is. Cells that mean nothing are listed with the reason.\n"},
	{"judge", command_judge, "judge RECORD... [--claim ID] [--all] [--record FILE]",
	 "Judge records again, without running anything.\n\n"
	 "  --claim ID       this claim only; exits 77 where it could not be tested\n"
	 "  --record FILE    write them with the new verdicts as one record: all shards of a plan, or one run\n"},
	{"show", command_show, "show RECORD CELL", "Show one cell of a record as a timeline, and how to repeat it.\n"},
	{"send", command_send, "send DELIVERY --pid N [--tree] [--wait SEC] [--force] [--json]",
	 "Deliver one thing to one process, and say what came of it. Nobody else is hit, whatever happens meanwhile.\n"
	 "DELIVERY: term int hup quit kill ctrl-c ctrl-break close; on POSIX any signal, as in usr1 or SIGUSR1;\n"
	 "on Windows wm-close too, quit is WM_QUIT, and term the most graceful way that there is.\n\n"
	 "  --pid N          the process\n"
	 "  --tree           and all its descendants; it comes first\n"
	 "  --wait SEC       wait until all that were told have ended, at most so long (do not wait)\n"
	 "  --force          also to process 1 and to ancestors of this command\n"
	 "  --json           the report as one object\n\n"
	 "Exit codes: 0 delivered (and ended, with --wait), 1 not ended in time, 2 wrong usage or no such process,\n"
	 "3 could not be delivered, or was refused because it would harm the caller.\n"},
	{"bench", command_bench, "bench [FILTER...] [--rounds N] [--jobs N]",
	 "Cells a second of a full run beside a bare loop that starts, signals and reaps the same probe.\n\n"
	 "  --rounds N       how often both are measured in turn (5)\n"},
	{"doctor", command_doctor, "doctor [--json]",
	 "Say what in this environment distorts results or blocks cells.\n"},
};

static void print_help(void)
{
	printf("lastwords %s: launched like this and told to stop like that, which processes get to clean up?\n\n",
	       LASTWORDS_VERSION);
	for (size_t i = 0; i < countof(commands); i++)
		printf("  lastwords %s\n", commands[i].usage);
	printf("\n'lastwords COMMAND --help' says more.\n\n"
	       "Exit codes: 0 all as expected, 1 a claim not as expected, 2 wrong usage or unusable input,\n"
	       "3 blocked by a fault of the harness or the machine, 77 skipped.\n");
}

int main(int argc, char **argv)
{
	struct options options;

	port_open_standard();
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		printf("lastwords %s\n", LASTWORDS_VERSION);
		return EXIT_AS_EXPECTED;
	}
	if (options_parse(argc, argv, &options) < 0)
		return EXIT_USAGE;
	if (options.command == NULL) {
		print_help();
		return options.help ? EXIT_AS_EXPECTED : EXIT_USAGE;
	}
	for (size_t i = 0; i < countof(commands); i++) {
		if (strcmp(commands[i].name, options.command) != 0)
			continue;
		if (!options.help)
			return commands[i].run(&options);
		printf("lastwords %s\n\n%s", commands[i].usage, commands[i].help);
		return EXIT_AS_EXPECTED;
	}
	fprintf(stderr, "lastwords: there is no command '%s'. Try 'lastwords --help'.\n", options.command);
	return EXIT_USAGE;
}
