/* SPDX-License-Identifier: MIT
 *
 * Preloaded into lastwords by a self-test: the system calls of pidfds fail, as on an old kernel (NO_PIDFD=ENOSYS) or
 * behind a seccomp filter (NO_PIDFD=EPERM). Reaches what is called through syscall(2), as lastwords does.
 */
#include <errno.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

long syscall(long sysno, ...)
{
	const char *how = getenv("NO_PIDFD");
	long (*next)(long sysno, ...);
	void *symbol = dlsym(RTLD_NEXT, "syscall");
	long arguments[6];
	va_list list;

	if (how != NULL && (sysno == SYS_pidfd_open || sysno == SYS_pidfd_send_signal)) {
		errno = strcmp(how, "EPERM") == 0 ? EPERM : ENOSYS;
		return -1;
	}
	memcpy(&next, &symbol, sizeof(next)); /* ISO C knows no way from void * to a function */
	va_start(list, sysno);
	for (int i = 0; i < 6; i++)
		arguments[i] = va_arg(list, long);
	va_end(list);
	return next(sysno, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}
