/* SPDX-License-Identifier: MIT
 *
 * A file in memory for each input, and the small checks of what comes out.
 */
#include "fuzz.h"

#include <jansson.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *fuzz_path(const uint8_t *data, size_t size)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("input", MFD_CLOEXEC);
	CHECK(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
	/* Opened anew it has an offset of its own (proc(5), /proc/pid/fd). */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	CHECK(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

bool fuzz_clean(const char *text)
{
	json_t *string = json_string(text); /* NULL where it is no UTF-8 */
	bool clean = string != NULL;

	for (; *text != '\0'; text++)
		clean = clean && (unsigned char)*text >= ' ' && *text != 0x7f;
	json_decref(string);
	return clean;
}
