/* SPDX-License-Identifier: MIT
 *
 * A DLL of the program: is it told of the process's end?
 */
#ifndef PROBES_RUNG_DLL_H
#define PROBES_RUNG_DLL_H

/* rung_dll_arm - from now on DLL_PROCESS_DETACH leaves a mark. */
#ifdef RUNG_DLL
__declspec(dllexport)
#else
__declspec(dllimport)
#endif
	void rung_dll_arm(void);

#endif
