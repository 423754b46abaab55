/* SPDX-License-Identifier: MIT
 *
 * Facts on Linux: from procfs, uname(2) and os-release(5). What cannot be read is null.
 */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "libc_version.h"
#include "port.h"
#include "printable.h"

enum { TEXT_MAX = 4096 };

static const char *read_text(const char *path, char *text)
{
	FILE *file = fopen(path, "re");
	size_t got = file == NULL ? 0 : fread(text, 1, TEXT_MAX - 1, file);

	if (file != NULL)
		fclose(file);
	text[got] = '\0';
	return text;
}

static json_t *text_or_null(const char *text)
{
	return text == NULL || text[0] == '\0' ? json_null() : printable_json(text);
}

/* NAME="value" of os-release(5). */
static json_t *distribution(void)
{
	char text[TEXT_MAX];
	char *name = strstr(read_text("/etc/os-release", text), "PRETTY_NAME=");
	char *end;

	if (name == NULL)
		return json_null();
	name += strlen("PRETTY_NAME=");
	name += *name == '"';
	end = name + strcspn(name, "\"\n");
	*end = '\0';
	return text_or_null(name);
}

json_t *facts_os(void)
{
	struct utsname name;
	char kernel[256] = "";
	char libc[64];

	if (uname(&name) == 0)
		snprintf(kernel, sizeof(kernel), "%s %s", name.sysname, name.release);
	return json_pack("{s:o, s:o, s:o, s:o}", "kernel", text_or_null(kernel), "libc",
			 text_or_null(libc_version(libc, sizeof(libc))), "distribution", distribution(), "machine",
			 text_or_null(kernel[0] == '\0' ? "" : name.machine));
}

static json_t *signals_in(const char *status, const char *field)
{
	const char *line = strstr(status, field);
	unsigned long long set = line == NULL ? 0 : strtoull(line + strlen(field), NULL, 16);
	json_t *list = json_array();

	for (int number = 1; number <= 64; number++)
		if ((set >> (number - 1) & 1) != 0)
			json_array_append_new(list, json_string(signal_name(number)));
	return list;
}

static json_t *link_text(const char *path)
{
	char text[256];
	ssize_t length = readlink(path, text, sizeof(text) - 1);

	if (length < 0)
		return json_null();
	text[length] = '\0';
	return text_or_null(text);
}

static json_t *namespaces(void)
{
	return json_pack("{s:o, s:o, s:o}", "pid", link_text("/proc/self/ns/pid"), "user",
			 link_text("/proc/self/ns/user"), "mount", link_text("/proc/self/ns/mnt"));
}

static json_t *container(void)
{
	if (access("/.dockerenv", F_OK) == 0)
		return json_string("docker");
	if (access("/run/.containerenv", F_OK) == 0)
		return json_string("podman");
	return text_or_null(getenv("container"));
}

static json_t *cgroup(void)
{
	char text[TEXT_MAX];
	char *line = strstr(read_text("/proc/self/cgroup", text), "0::");

	if (line == NULL)
		return json_null();
	line[strcspn(line, "\n")] = '\0';
	return text_or_null(line + 3);
}

static json_t *init_name(void)
{
	char text[TEXT_MAX];

	read_text("/proc/1/comm", text);
	text[strcspn(text, "\n")] = '\0';
	return text_or_null(text);
}

json_t *facts_caller(void)
{
	char status[TEXT_MAX];
	int subreaper = 0;

	read_text("/proc/self/status", status);
	prctl(PR_GET_CHILD_SUBREAPER, &subreaper);
	return json_pack("{s:i, s:b, s:b, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "uid", (int)geteuid(), "terminal",
			 isatty(STDIN_FILENO) == 1, "pid_1", getpid() == 1, "init", init_name(), "subreaper",
			 subreaper != 0, "ignored", signals_in(status, "\nSigIgn:\t"), "blocked",
			 signals_in(status, "\nSigBlk:\t"), "namespaces", namespaces(), "cgroup", cgroup(), "container",
			 container());
}
