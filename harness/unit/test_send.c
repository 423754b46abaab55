/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "axes.h"
#include "options.h"
#include "send.h"
#include "send_status.h"
#include "send_words.h"

Test(send, words_for_signals)
{
	const struct {
		const char *word;
		int signal;
	} words[] = {
		{"term", SIGTERM},
		{"TERM", SIGTERM},
		{"SIGTERM", SIGTERM},
		{"sigterm", SIGTERM},
		{"int", SIGINT},
		{"hup", SIGHUP},
		{"quit", SIGQUIT},
		{"usr1", SIGUSR1},
		{"SIGUSR2", SIGUSR2},
		{"kill", SIGKILL},
		{"stop", SIGSTOP},
		{"cont", SIGCONT},
		{"ctrl-c", SIGINT},
		{"ctrl-break", SIGQUIT},
		{"close", SIGHUP},
		{"sig10", 10},
		{"rtmin", SIGRTMIN},
		{"SIGRTMIN+3", SIGRTMIN + 3},
		{"", 0},
		{"15", 0},
		{"sig", 0},
		{"sig0", 0},
		{"sig-9", 0},
		{"sig65", 0},
		{"sig9x", 0},
		{"SIGSIGTERM", 0},
		{"rtmin+", 0},
		{"rtmin+99", 0},
		{"rtmin+-1", 0},
		{"terminate", 0},
		{"wm-close", 0},
		{"sig99999999999999999", 0},
		{"rtmin+99999999999999999999", 0},
	};
	const char *note;

	for (size_t i = 0; i < countof(words); i++)
		cr_expect_eq(send_word_signal(words[i].word, &note), words[i].signal, "%s", words[i].word);
}

Test(send, words_of_windows_say_what_they_are_here)
{
	const char *note;

	for (size_t i = 0; i < 4; i++) {
		send_word_signal((const char *[]){"ctrl-c", "ctrl-break", "close", "wm-close"}[i], &note);
		cr_expect_not_null(note);
	}
	send_word_signal("term", &note);
	cr_expect_null(note);
}

Test(send, every_signal_has_a_name_that_finds_it)
{
	const char *note;

	for (int signal = 1; signal <= SIGRTMAX; signal++)
		cr_expect_eq(send_word_signal(send_word_name(signal), &note), signal, "%s", send_word_name(signal));
}

Test(send, every_result_has_a_name_and_an_exit_code)
{
	for (int result = SEND_UNSET; result < SEND_MAX; result++)
		cr_expect_not_null(send_result_name((enum send_result)result));
	cr_expect_eq(send_exit_code(SEND_UNSET), EXIT_BLOCKED);
	cr_expect_eq(send_exit_code(SEND_DELIVERED), 0);
	cr_expect_eq(send_exit_code(SEND_ENDED), 0);
	cr_expect_eq(send_exit_code(SEND_NOT_ENDED), 1);
	cr_expect_eq(send_exit_code(SEND_NO_PROCESS), 2);
	cr_expect_eq(send_exit_code(SEND_REFUSED), 3);
}

/* A status text as Linux 6.1 writes it, with what is in question put in. */
static const char *text_of(const char *state, const char *tracer, const char *ns, const char *kernel,
			   unsigned long long blocked, unsigned long long ignored, unsigned long long caught)
{
	static char text[1000];

	snprintf(text, sizeof(text),
		 "Name:\tfoo bar\nUmask:\t0022\nState:\t%s\nTgid:\t42\nNgid:\t0\nPid:\t42\nPPid:\t7\nTracerPid:\t%s\n"
		 "Uid:\t1000\t0\t1000\t1000\nGid:\t0\t0\t0\t0\nFDSize:\t256\nGroups:\t \nNStgid:\t%s\nNSpid:\t%s\n"
		 "NSpgid:\t42\n%sVmSize:\t 2576 kB\nThreads:\t1\nSigQ:\t0/7\nSigPnd:\t0000000000000000\n"
		 "ShdPnd:\t0000000000000000\nSigBlk:\t%016llx\nSigIgn:\t%016llx\nSigCgt:\t%016llx\nCapInh:\t0\n",
		 state, tracer, ns, ns, kernel, blocked, ignored, caught);
	return text;
}

enum { TERM = 1 << (SIGTERM - 1), INT = 1 << (SIGINT - 1) };

static void collect(void *context, enum send_level level, const char *id, const char *text)
{
	char *ids = context;

	cr_expect_gt(strlen(text), 20);
	strcat(ids, level == SEND_WARNING ? "!" : "");
	strcat(ids, id);
	strcat(ids, " ");
}

static const char *warnings(const char *text, int signal, unsigned long long polled)
{
	static char ids[200];
	struct send_status status;

	ids[0] = '\0';
	cr_assert_eq(send_status_parse(text, &status), 0);
	status.polled = polled;
	send_status_warn(&status, signal, "SIGTEST", collect, ids);
	return ids;
}

Test(send, a_status_text_is_read)
{
	struct send_status status;

	cr_assert_eq(send_status_parse(text_of("S (sleeping)", "3", "42\t17\t1", "", 1, 2, 4), &status), 0);
	cr_expect_str_eq(status.name, "foo bar");
	cr_expect_eq(status.state, 'S');
	cr_expect_eq(status.group, 42);
	cr_expect_eq(status.parent, 7);
	cr_expect_eq(status.tracer, 3);
	cr_expect_eq(status.uid, 1000);
	cr_expect_eq(status.inner_pid, 1);
	cr_expect_eq(status.namespaces, 3);
	cr_expect_eq(status.blocked, 1);
	cr_expect_eq(status.ignored, 2);
	cr_expect_eq(status.caught, 4);
	cr_expect_not(status.kernel);
	cr_expect_eq(send_status_parse("", &status), -1);
	cr_expect_eq(send_status_parse("No such process\n", &status), -1);
}

Test(send, warnings_that_follow_from_a_status)
{
	static const struct {
		const char *state, *tracer, *ns, *kernel;
		unsigned long long blocked, ignored, caught;
		int signal;
		const char *ids;
	} cases[] = {
		{"S", "0", "42", "", 0, 0, 0, SIGTERM, "no-handler "},
		{"S", "0", "42", "", 0, 0, TERM, SIGTERM, ""},
		{"S", "0", "42", "", 0, 0, INT, SIGTERM, "no-handler "},
		{"S", "0", "42", "", 0, TERM, 0, SIGTERM, "!ignored "},
		{"S", "0", "42", "", 0, INT, TERM, SIGTERM, ""},
		{"S", "0", "42", "", TERM, 0, TERM, SIGTERM, "!blocked "},
		{"S", "0", "42", "", INT, 0, TERM, SIGTERM, ""},
		{"S", "0", "42", "", TERM, TERM, 0, SIGTERM, "!ignored "},
		{"T (stopped)", "0", "42", "", 0, 0, TERM, SIGTERM, "!stopped "},
		{"T (stopped)", "0", "42", "", 0, 0, TERM, SIGKILL, ""},
		{"T (stopped)", "0", "42", "", 0, 0, TERM, SIGCONT, ""},
		{"T (stopped)", "0", "42", "", 0, 0, TERM, SIGSTOP, ""},
		{"t (tracing stop)", "9", "42", "", 0, 0, TERM, SIGTERM, "traced !stopped-by-tracer "},
		{"S", "9", "42", "", 0, 0, TERM, SIGTERM, "traced "},
		{"D (disk sleep)", "0", "42", "", 0, 0, TERM, SIGKILL, "!uninterruptible "},
		{"S", "0", "42\t1", "", 0, 0, 0, SIGTERM, "!namespace-init "},
		{"S", "0", "42\t1", "", 0, 0, TERM, SIGTERM, ""},
		{"S", "0", "42\t1", "", TERM, 0, 0, SIGTERM, "!blocked "},
		{"S", "0", "42\t1", "", 0, 0, 0, SIGKILL, "namespace-ends "},
		{"S", "0", "42\t2", "", 0, 0, 0, SIGKILL, ""},
		{"S", "0", "1", "", 0, 0, 0, SIGKILL, "!namespace-init "},
		{"S", "0", "1", "", 0, 0, 0, SIGTERM, "!namespace-init "},
		{"S", "0", "42", "", 0, 0, 0, SIGCHLD, "!ignored-by-default "},
		{"S", "0", "42", "", 0, 0, 0, SIGTSTP, "no-handler "},
		{"S", "0", "42", "Kthread:\t0\n", 0, 0, TERM, SIGTERM, ""},
		{"S", "0", "42", "Kthread:\t1\n", 0, 0, TERM, SIGTERM, "!kernel-thread "},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		const char *text = text_of(cases[i].state, cases[i].tracer, cases[i].ns, cases[i].kernel,
					   cases[i].blocked, cases[i].ignored, cases[i].caught);

		cr_expect_str_eq(warnings(text, cases[i].signal, 0), cases[i].ids, "case %zu: %s instead of %s", i,
				 warnings(text, cases[i].signal, 0), cases[i].ids);
	}
}

Test(send, a_blocked_signal_that_is_read_from_a_signalfd_is_as_it_should_be)
{
	cr_expect_str_eq(warnings(text_of("S", "0", "42", "", TERM, 0, 0), SIGTERM, TERM), "");
	cr_expect_str_eq(warnings(text_of("S", "0", "42", "", TERM, 0, 0), SIGTERM, INT), "!blocked ");
}

Test(send, a_signal_that_one_thread_lets_through_is_not_blocked)
{
	struct send_status status;

	cr_assert_eq(send_status_parse(text_of("S", "0", "42", "", TERM | INT, 0, 0), &status), 0);
	send_status_thread(&status, text_of("S", "0", "42", "", INT, 0, 0));
	cr_expect_eq(status.blocked, INT);
	send_status_thread(&status, text_of("Z", "0", "42", "", 0, 0, 0));
	cr_expect_eq(status.blocked, INT, "a thread that has ended takes nothing");
}

Test(send, a_process_whose_first_thread_has_ended_is_alive)
{
	struct send_status status;

	cr_assert_eq(send_status_parse(text_of("Z (zombie)", "0", "42", "", 0, 0, 0), &status), 0);
	cr_expect(send_status_ended(&status));
	status.threads = 2;
	cr_expect_not(send_status_ended(&status));
}
