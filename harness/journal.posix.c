/* SPDX-License-Identifier: MIT
 *
 * The journal's file on POSIX.
 */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int journal_open(int directory)
{
	int journal = openat(directory, "journal", O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (journal >= 0)
		unlinkat(directory, "journal", 0);
	return journal;
}

long long journal_size(int journal)
{
	struct stat stat;

	return fstat(journal, &stat) < 0 ? 0 : stat.st_size;
}

int journal_read(int journal, int64_t begun_ns, struct trace *trace)
{
	char text[JOURNAL_MAX];
	ssize_t got = pread(journal, text, sizeof(text), 0);

	if (got < 0)
		return trouble_set(&trace->trouble, STEP_JOURNAL, errno, "cannot read the journal: %s",
				   strerror(errno));
	if (got == (ssize_t)sizeof(text))
		return trouble_set(&trace->trouble, STEP_JOURNAL, 0, "the probe flooded its journal (%lld bytes)",
				   journal_size(journal));
	return journal_parse(text, (size_t)got, begun_ns, trace);
}
