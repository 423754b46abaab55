/* SPDX-License-Identifier: MIT
 *
 * Is this Windows?
 */
#ifndef LASTWORDS_WINE_WIN32_H
#define LASTWORDS_WINE_WIN32_H

/* wine_version - Wine's version ("8.0"), NULL on Windows. Wine's ntdll exports wine_get_version for that purpose
 * (wiki.winehq.org, Developer FAQ). */
const char *wine_version(void);

#endif
