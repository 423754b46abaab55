# SPDX-License-Identifier: MIT
"""What the Python probes do differently on POSIX: journal, lock, ready, and a wait that signals end."""

from __future__ import annotations

import _signal as signal  # what signal wraps in enums, which cost half of the start-up
import fcntl
import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:  # true for type checkers only: typing costs as much again
    from typing import Callable

STOP_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGTERM)
JOURNAL = int(os.environ["LASTWORDS_JOURNAL"])


def now() -> int:
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def take_lock() -> None:
    """On the file `lock`, never released by hand."""
    fcntl.lockf(os.open("lock", os.O_CREAT | os.O_RDWR), fcntl.LOCK_EX | fcntl.LOCK_NB)


def wait(leave: Callable[[], bool]) -> None:
    """Say ready, then sleep until leave() is true. The wakeup descriptor keeps a signal that comes before the read."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    ready = int(os.environ["LASTWORDS_READY"])
    os.write(ready, f"ready {os.getpid()}\n".encode())
    os.close(ready)
    while not leave():
        os.read(reader, 1)
