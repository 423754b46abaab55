/* SPDX-License-Identifier: MIT
 *
 * bare: the control. Installs nothing; whatever happens to it, the system did.
 */
#include <unistd.h>
#include "mark.h"
#include "work.h"

int main(void)
{
	mark_open();
	work_ready();
	pause();
	mark("main-tail", 0);
	return 0;
}
