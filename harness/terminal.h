/* SPDX-License-Identifier: MIT
 *
 * A pseudo-terminal. POSIX half.
 */
#ifndef LASTWORDS_TERMINAL_H
#define LASTWORDS_TERMINAL_H

struct terminal {
	int master;
	int slave;
};

/* terminal_open - a new pty, both ends close-on-exec, in cooked mode, without echo so that
 * what is typed fills no buffer. Nobody's controlling terminal yet. Returns 0, or -1 with
 * errno set and nothing open. */
int terminal_open(struct terminal *ret_terminal);

/* terminal_type - type one byte and wait until the line discipline has seen it.
 * The master's write() only queues it; polling the slave flushes that queue first (n_tty_poll in
 * drivers/tty/n_tty.c calls tty_buffer_flush_work), so when this returns the signal that
 * the byte stands for is pending or was never sent. Returns what write() returned, errno set. */
long terminal_type(const struct terminal *terminal, char byte);

/* terminal_drain - throw away what was written on the terminal, without waiting. A pty holds a few
 * kilobytes; a writer that finds it full would sleep in write(2) and look as if it waited for something. */
void terminal_drain(const struct terminal *terminal);

/* terminal_close - close both ends where open (>= 0) and mark them closed. */
void terminal_close(struct terminal *terminal);

#endif
