/* SPDX-License-Identifier: MIT
 *
 * One cell while it runs on Windows: its job, the host that started the probe, the probe. All processes are held by
 * handles, so that no number can be given to another meanwhile.
 */
#ifndef LASTWORDS_SCENE_WIN32_H
#define LASTWORDS_SCENE_WIN32_H

#include "ground.win32.h"
#include "report.win32.h"
#include "stage.win32.h"
#include "trace.h"

enum scene_ping { SCENE_PING_NONE, SCENE_PING_EVENT, SCENE_PING_QUEUE };
enum { SCENE_THREADS = 64 };

struct scene {
	const struct ground *ground;
	struct cell cell;
	struct trace *trace;
	struct stage stage;
	HANDLE job; /* of the cell; its last handle is here */
	HANDLE job_port;
	HANDLE host;
	DWORD host_pid;
	HANDLE commands; /* write end */
	struct report reports;
	HANDLE started; /* what the host started: the wrapper where there is one, else the probe */
	DWORD started_pid;
	HANDLE probe; /* who said ready */
	DWORD pid;
	DWORD thread;	     /* its main thread */
	HWND window;	     /* its own */
	HWND console_window; /* of its console */
	enum scene_ping ping;
	DWORD threads[SCENE_THREADS]; /* those that it had when it was ready */
	size_t threads_count;
	int processes; /* in the cell's job at that time */
	bool has_console;
	bool host_console; /* the host has one */
	int64_t begun_ns;  /* when the launch began */
	int64_t sent_ns;   /* when the delivery began */
	int64_t ended_ns;  /* when the probe was seen to have ended, 0 until then */
};

/* scene_until - the deadline of a step that begins now, by clock_ns(). */
int64_t scene_until(const struct scene *scene);

/* scene_job - the number of processes in the cell's job (conhosts of Wine are among them), -1 when unknown. */
int scene_job(const struct scene *scene);

/* scene_wait_job - wait until something changes in the cell's job, or for ms at most. */
void scene_wait_job(const struct scene *scene, DWORD ms);

/* scene_command - a line to the host. Returns 0, or -1 when it is not there any more. */
int scene_command(const struct scene *scene, const char *format, ...);

/* scene_dismiss - let the host exit, and wait for that until a time of clock_ns(). */
void scene_dismiss(struct scene *scene, int64_t until_ns);

/* scene_clear - end all that is left and wait until it is gone. Returns 0, or -1 with trouble. */
int scene_clear(struct scene *scene);

#endif
