/* SPDX-License-Identifier: MIT
 *
 * Facts on macOS: from sysctl(3), uname(2) and the dispositions of this process. What cannot be had is null.
 */
#include "facts.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sysctl.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "port.h"
#include "printable.h"
#include "processes.h"

enum { TEXT_MAX = 256 };

static json_t *text_or_null(const char *text)
{
	return text == NULL || text[0] == '\0' ? json_null() : printable_json(text);
}

/* "" where there is no such value. */
static const char *value_of(const char *name, char *text)
{
	size_t size = TEXT_MAX;

	if (sysctlbyname(name, text, &size, NULL, 0) != 0 || size >= TEXT_MAX)
		size = 0;
	text[size] = '\0';
	return text;
}

/* kern.osproductversion is there since 10.13.4, kern.osversion is the build. */
static json_t *distribution(void)
{
	char version[TEXT_MAX + 1], build[TEXT_MAX + 1], text[2 * TEXT_MAX + 16];

	if (value_of("kern.osproductversion", version)[0] == '\0')
		return json_null();
	snprintf(text, sizeof(text), "macOS %s (%s)", version, value_of("kern.osversion", build));
	return text_or_null(text);
}

json_t *facts_os(void)
{
	struct utsname name;
	char kernel[600] = "";

	if (uname(&name) == 0)
		snprintf(kernel, sizeof(kernel), "%s %s", name.sysname, name.release);
	return json_pack("{s:o, s:o, s:o, s:o}", "kernel", text_or_null(kernel), "libc", json_string("libSystem"),
			 "distribution", distribution(), "machine",
			 text_or_null(kernel[0] == '\0' ? "" : name.machine));
}

static json_t *ignored_signals(void)
{
	json_t *list = json_array();

	for (int number = 1; number < NSIG; number++) {
		struct sigaction action;

		if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
			json_array_append_new(list, json_string(signal_name(number)));
	}
	return list;
}

static json_t *blocked_signals(void)
{
	json_t *list = json_array();
	sigset_t blocked;

	sigprocmask(SIG_SETMASK, NULL, &blocked);
	for (int number = 1; number < NSIG; number++)
		if (sigismember(&blocked, number) == 1)
			json_array_append_new(list, json_string(signal_name(number)));
	return list;
}

/* Processes of other users, such as process 1, are shown to root only. */
static json_t *init_name(void)
{
	struct process init;

	return process_look(1, &init) ? text_or_null(init.name) : json_null();
}

json_t *facts_caller(void)
{
	return json_pack("{s:i, s:b, s:b, s:o, s:b, s:o, s:o, s:n, s:n, s:n}", "uid", (int)geteuid(), "terminal",
			 isatty(STDIN_FILENO) == 1, "pid_1", 0, "init", init_name(), "subreaper", 0, "ignored",
			 ignored_signals(), "blocked", blocked_signals(), "namespaces", "cgroup", "container");
}
