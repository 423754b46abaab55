# SPDX-License-Identifier: MIT
"""What the Python probes do differently on Windows. Paths and named events, as for the probes in C."""

from __future__ import annotations

import ctypes
import msvcrt
import os
import signal
import socket
import time
from collections.abc import Callable

STOP_SIGNALS = (signal.SIGINT, signal.SIGBREAK, signal.SIGTERM)
JOURNAL = os.open(os.environ["LASTWORDS_JOURNAL"], os.O_WRONLY | os.O_APPEND | os.O_BINARY)
EVENT = 64  # what marks add to the number of a control event
EVENT_MODIFY_STATE = 2

kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
kernel32.OpenEventW.restype = ctypes.c_void_p
kernel32.SetEvent.argtypes = [ctypes.c_void_p]
HandlerRoutine = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)


def now() -> int:
    return time.perf_counter_ns()  # QueryPerformanceCounter


def take_lock() -> None:
    """On the file `lock`, never released by hand."""
    msvcrt.locking(os.open("lock", os.O_CREAT | os.O_RDWR), msvcrt.LK_NBLCK, 1)


def handle_events(routine: ctypes._FuncPointer) -> None:
    """SetConsoleCtrlHandler: whoever calls this sees to it that the routine lives, or does not."""
    if not kernel32.SetConsoleCtrlHandler(routine, True):
        raise ctypes.WinError(ctypes.get_last_error())


def _say_ready() -> None:
    with open(os.environ["LASTWORDS_READY"], "w", encoding="ascii", newline="\n") as file:
        file.write(f"ready {os.getpid()}\nping none\n")
    event = kernel32.OpenEventW(EVENT_MODIFY_STATE, False, os.environ["LASTWORDS_EVENTS"] + "-ready")
    if not event or not kernel32.SetEvent(event):
        raise ctypes.WinError(ctypes.get_last_error())


def wait(leave: Callable[[], bool]) -> None:
    """Say ready, then sleep until leave() is true. Only a socket can wake this sleep for every signal
    (docs.python.org/3/library/signal.html#signal.set_wakeup_fd)."""
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    _say_ready()
    while not leave():
        reader.recv(1)
