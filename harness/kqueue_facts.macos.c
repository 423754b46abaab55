/* SPDX-License-Identifier: MIT
 *
 * macOS's row.
 */
#include "kqueue_facts.h"

#include <sys/event.h>

const struct kqueue_facts kqueue_facts = {
	.exit_with_status = NOTE_EXIT | NOTE_EXITSTATUS,
};
