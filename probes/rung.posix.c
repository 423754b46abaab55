/* SPDX-License-Identifier: MIT
 *
 * The ladder on POSIX.
 */
#include "rung.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "mark.h"
#include "quick.h"

static bool installed;
static pthread_key_t key;

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

void rung_remove_temp(void)
{
	unlink("temp");
}

static void on_atexit(void)
{
	mark("atexit", 0);
	rung_remove_temp();
}

static void on_quick_exit(void)
{
	mark("quick-exit", 0);
}

static void on_key(void *unused)
{
	(void)unused;
	mark("thread-key", 0);
}

void rung_on_cleanup(void *unused)
{
	(void)unused;
	mark("pthread-cleanup", 0);
}

void rung_set_key(void)
{
	pthread_setspecific(key, &installed); /* any value but NULL */
}

enum { HIGH_FD = 10 };

/* Away from 0 to 2: where these were closed at the start they stay closed. */
static int high(int fd)
{
	int moved = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, HIGH_FD);

	if (fd >= 0 && fd != mark_journal())
		close(fd);
	return moved;
}

/* The line is in the buffer from the start, so it has no time of its own. */
static void buffer_a_line(void)
{
	FILE *stream = fdopen(high(mark_journal()), "a");

	if (stream == NULL || setvbuf(stream, NULL, _IOFBF, BUFSIZ) != 0)
		fail("probe: fdopen");
	fprintf(stream, "stdio-flushed 0 %ld 0\n", (long)getpid());
}

static void take_files(void)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int temp = open("temp", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	int lock = high(open("lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600)); /* locked after the move: close(2) unlocks */

	if (temp < 0 || lock < 0 || fcntl(lock, F_SETLK, &whole) < 0)
		fail("probe: temp, lock");
	close(temp);
}

void rung_install(void)
{
	if (atexit(on_atexit) != 0 || !quick_register(on_quick_exit) || pthread_key_create(&key, on_key) != 0)
		fail("probe: atexit");
	rung_set_key();
	buffer_a_line();
	take_files();
	installed = true;
}

bool rung_installed(void)
{
	return installed;
}
