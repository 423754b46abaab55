/* SPDX-License-Identifier: MIT
 *
 * remove_tree by nftw(3).
 */
#include "remove.h"

#include <ftw.h>
#include <stdio.h>

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
	(void)stat;
	(void)kind;
	(void)where;
	remove(path);
	return 0;
}

void remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
