/* SPDX-License-Identifier: MIT
 *
 * From the user's word to a signal. POSIX half of the deliveries of `lastwords send`.
 */
#ifndef LASTWORDS_SEND_WORDS_H
#define LASTWORDS_SEND_WORDS_H

/* send_word_signal - the number of term, TERM, SIGTERM, sigusr1, sigrtmin+3, sig30, and of the words that Windows has
 * for what comes nearest. ret_note is what is to be said about it, NULL for nothing. 0 for no such word; then the note
 * says what to give instead where that is known. */
int send_word_signal(const char *word, const char **ret_note);

/* send_word_name - "SIGTERM", "SIGRTMIN+3". Static. */
const char *send_word_name(int number);

#endif
