/* SPDX-License-Identifier: MIT
 *
 * The body that the probes share.
 */
#ifndef PROBES_PROBE_H
#define PROBES_PROBE_H

/* probe_main - PROBE RESPONDER [WORK [SLOW_MS]]: install the rungs and the responder, say ready, work,
 * and return what main shall return. */
int probe_main(int argc, char **argv);

/* probe_stand_in - be the process that was started, while the probe runs in the child: wait for it and
 * end as it ended. Does not return. */
_Noreturn void probe_stand_in(long child);

/* probe_silence - standard input and output to /dev/null. */
void probe_silence(void);

#endif
