/* SPDX-License-Identifier: MIT
 *
 * Command lines of the probes on POSIX.
 */
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "kin.h"

static const char *const directories[] = {"/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin"};

enum { SEARCHED_MAX = 16, FOUND_PATH = 64 };

const char *program_search(const char *name)
{
	static struct {
		const char *name;
		char path[FOUND_PATH];
	} found[SEARCHED_MAX];
	size_t slot = 0;

	while (slot < SEARCHED_MAX - 1 && found[slot].name != NULL && strcmp(found[slot].name, name) != 0)
		slot++;
	if (found[slot].name == NULL || strcmp(found[slot].name, name) != 0) {
		found[slot].name = name;
		found[slot].path[0] = '\0';
		for (size_t i = 0; i < countof(directories); i++) {
			snprintf(found[slot].path, FOUND_PATH, "%s/%s", directories[i], name);
			if (access(found[slot].path, X_OK) == 0)
				break;
			found[slot].path[0] = '\0';
		}
	}
	return found[slot].path[0] == '\0' ? NULL : found[slot].path;
}

/* exec and environment take char * for history's sake; nothing writes through them. */
static char *argument(const char *text)
{
	union {
		const char *in;
		char *out;
	} same = {.in = text};

	return same.out;
}

static void environment(struct program *program, bool hold, const char *mark)
{
	const char *const fixed[] = {
		"PATH=/usr/local/bin:/usr/bin:/bin",
		"HOME=/",
		"LC_ALL=C",
		"TERM=dumb",
		"LASTWORDS_JOURNAL=3",
		"LASTWORDS_READY=4",
	};
	size_t count = 0;

	for (; count < countof(fixed); count++)
		program->envp[count] = argument(fixed[count]);
	if (hold)
		program->envp[count++] = argument("LASTWORDS_HOLD=5");
	if (mark[0] != '\0') {
		snprintf(program->mark, sizeof(program->mark), KIN_VARIABLE "=%s", mark);
		program->envp[count++] = program->mark;
	}
	program->envp[count] = NULL;
}

static int find_python(struct program *program, const struct ground *ground, enum responder responder,
		       size_t *ret_count, struct trouble *trouble)
{
	const char *python = program_search("python3");
	char *dash;
	int length;

	if (python == NULL)
		return trouble_set(trouble, STEP_GROUND, ENOENT, "no python3 here: install it to run these cells");
	length = snprintf(program->probe, sizeof(program->probe), "%s/python/%s.py", ground->probes,
			  axis_name(AXIS_RESPONDER, responder));
	if (length >= (int)sizeof(program->probe))
		return trouble_set(trouble, STEP_LAUNCH, ENAMETOOLONG, "the probes' directory has too long a path");
	/* Python's own names have no hyphen. */
	while ((dash = strchr(strrchr(program->probe, '/'), '-')) != NULL)
		*dash = '_';
	program->path = python;
	program->argv[0] = argument("python3");
	program->argv[1] = argument("-BSEs");
	program->argv[2] = program->probe;
	*ret_count = 3;
	return 0;
}

static int find_probe(struct program *program, const struct ground *ground, const struct cell *cell, size_t *ret_count,
		      struct trouble *trouble)
{
	int length = snprintf(program->probe, sizeof(program->probe), "%s/%s", ground->probes,
			      axis_name(AXIS_PROBE, cell->probe));

	if (length >= (int)sizeof(program->probe))
		return trouble_set(trouble, STEP_LAUNCH, ENAMETOOLONG, "the probes' directory has too long a path");
	program->path = program->probe;
	program->argv[0] = program->probe;
	*ret_count = 1;
	return 0;
}

/* sh -c '"$0" "$@"; exit $?' stays as the parent; with exec it is replaced. */
static int wrap(struct program *program, enum launch_shell shell, size_t *count, struct trouble *trouble)
{
	static const char *const scripts[] = {
		[SHELL_PARENT] = "\"$0\" \"$@\"; exit $?",
		[SHELL_EXEC] = "exec \"$0\" \"$@\"",
	};
	const char *sh = program_search("sh");

	if (shell == SHELL_NONE)
		return 0;
	if (sh == NULL)
		return trouble_set(trouble, STEP_GROUND, ENOENT, "no sh here");
	memmove(program->argv + 3, program->argv, *count * sizeof(program->argv[0]));
	program->argv[3] = argument(program->path);
	program->argv[0] = argument("sh");
	program->argv[1] = argument("-c");
	program->argv[2] = argument(scripts[shell]);
	program->path = sh;
	*count += 3;
	return 0;
}

int program_find(struct program *ret_program, const struct ground *ground, const struct cell *cell,
		 const struct delivery_row *delivery, const struct launch_row *launch, struct trouble *trouble)
{
	bool python = cell->probe == PROBE_PYTHON;
	size_t count;
	int ret;

	ret = python ? find_python(ret_program, ground, cell->responder, &count, trouble)
		     : find_probe(ret_program, ground, cell, &count, trouble);
	if (ret < 0)
		return ret;
	if (!python) {
		long long slow = (delivery->needs & NEEDS_SLOW) != 0 ? 3600000 : ground->slow_ms;

		snprintf(ret_program->slow, sizeof(ret_program->slow), "%lld", slow);
		ret_program->argv[count++] = argument(axis_name(AXIS_RESPONDER, cell->responder));
		ret_program->argv[count++] = argument(delivery->work == NULL ? "wait" : delivery->work);
		ret_program->argv[count++] = ret_program->slow;
	}
	environment(ret_program, (delivery->needs & NEEDS_HOLD) != 0, ground->mark);
	if (wrap(ret_program, launch->shell, &count, trouble) < 0)
		return -1;
	ret_program->argv[count] = NULL;
	return 0;
}
