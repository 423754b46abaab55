/* SPDX-License-Identifier: MIT
 *
 * Paths on POSIX, from where this program is.
 */
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "axes.h"
#include "program_path.h"

enum { PATH_SIZE = 4096 };

static int accept_directory(const char *directory, char *path, size_t size)
{
	char probe[PATH_SIZE + 16];
	char *absolute = realpath(directory, NULL);
	int ret = -1;

	if (absolute == NULL)
		return -1;
	snprintf(probe, sizeof(probe), "%s/bare", absolute);
	if (access(probe, X_OK) == 0 && (size_t)snprintf(path, size, "%s", absolute) < size)
		ret = 0;
	free(absolute);
	return ret;
}

int paths_probes(const char *given, char *path, size_t size)
{
	static const char *const places[] = {"probes", "../probes", "../libexec/lastwords/probes"};
	const char *unknown;
	char program[PATH_SIZE];
	char place[PATH_SIZE + 32];

	if (given != NULL) {
		if (accept_directory(given, path, size) == 0)
			return 0;
		fprintf(stderr,
			"lastwords: no probe programs in %s: give --probes the folder that holds 'bare' and the "
			"others\n",
			given);
		return -1;
	}
	unknown = program_path(program, sizeof(program));
	if (unknown == NULL) {
		*strrchr(program, '/') = '\0';
		for (size_t i = 0; i < countof(places); i++) {
			snprintf(place, sizeof(place), "%s/%s", program, places[i]);
			if (accept_directory(place, path, size) == 0)
				return 0;
		}
	}
	if (unknown != NULL)
		fprintf(stderr, "lastwords: where the probe programs are is not known: %s, or say --probes DIR\n",
			unknown);
	else
		fprintf(stderr,
			"lastwords: the probe programs are not beside lastwords: build them, or say --probes DIR\n");
	return -1;
}
