/* SPDX-License-Identifier: MIT */
#include "mark_line.h"

static char *put_number(char *out, uint64_t number)
{
	char digits[24];
	size_t count = 0;

	do
		digits[count++] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	*out++ = ' ';
	while (count > 0)
		*out++ = digits[--count];
	return out;
}

size_t mark_line(char line[MARK_LINE], const char *rung, uint64_t ns, uint64_t pid, unsigned number)
{
	char *out = line;

	while (*rung != '\0')
		*out++ = *rung++;
	out = put_number(out, ns);
	out = put_number(out, pid);
	out = put_number(out, number);
	*out++ = '\n';
	return (size_t)(out - line);
}
