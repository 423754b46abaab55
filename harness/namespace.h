/* SPDX-License-Identifier: MIT
 *
 * A PID and mount namespace with a /proc and a private file system of its own. Linux only.
 */
#ifndef LASTWORDS_NAMESPACE_H
#define LASTWORDS_NAMESPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* namespace_fork - fork(2) into a new PID and mount namespace, through a new user namespace
 * if user is set. The child is its init. Returns as fork does; the child has mapped itself to its old
 * user and group (user_namespaces(7)), or exits 1 where that fails. */
pid_t namespace_fork(bool user);

/* namespace_furnish - mount a /proc of this PID namespace and an empty tmpfs, in the calling
 * process's private mount namespace. The tmpfs covers a directory that contains none of the paths in
 * avoid (count entries, NULL ones skipped). Returns a descriptor of the tmpfs, or -1 with errno and
 * *ret_step naming the call. */
int namespace_furnish(const char *const *avoid, size_t count, const char **ret_step);

#endif
