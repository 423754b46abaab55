/* SPDX-License-Identifier: MIT
 *
 * What the fuzz targets share. Each is a libFuzzer program: LLVMFuzzerTestOneInput gets bytes that nobody vouches for,
 * and whatever is not as the header of the tested code says ends the program.
 */
#ifndef LASTWORDS_FUZZ_H
#define LASTWORDS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* By https://llvm.org/docs/LibFuzzer.html#fuzz-target: 0, or -1 for an input that is not worth keeping. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* CHECK - ends the program where the condition does not hold; unlike assert(3), whatever NDEBUG is. */
#define CHECK(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                        \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* fuzz_path - the path of a file that holds these bytes, until the next call. */
const char *fuzz_path(const uint8_t *data, size_t size);

/* fuzz_text - a copy with a terminator, cut at the first NUL as every C string is. To be freed. */
char *fuzz_text(const uint8_t *data, size_t size);

/* fuzz_clean - is it UTF-8 that does nothing to a terminal? */
bool fuzz_clean(const char *text);

#endif
