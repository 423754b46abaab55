# SPDX-License-Identifier: MIT
"""What the Python probes share: marks in the journal, the rungs, and the wait."""

from __future__ import annotations

import _signal as signal  # what signal wraps in enums, which cost half of the start-up
import atexit
import fcntl
import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:  # true for type checkers only: typing costs as much again
    from types import FrameType
    from typing import Callable

    Handler = Callable[[int, FrameType | None], None] | int

JOURNAL = int(os.environ["LASTWORDS_JOURNAL"])
STOP_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGTERM)

buffered = open(os.dup(JOURNAL), "a", buffering=4096)  # global, so that only the interpreter's end flushes it


def mark(rung: str, number: int = 0) -> None:
    """One line in the journal, with one write."""
    now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    os.write(JOURNAL, f"{rung} {now} {os.getpid()} {int(number)}\n".encode())


def on_atexit() -> None:
    mark("atexit")
    os.unlink("temp")


def wait(leave: Callable[[], bool]) -> None:
    """Sleep until leave() is true. The wakeup descriptor keeps a signal that comes before the read."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    ready = int(os.environ["LASTWORDS_READY"])
    os.write(ready, f"ready {os.getpid()}\n".encode())
    os.close(ready)
    while not leave():
        os.read(reader, 1)


def main(handler: Handler | None = None, leave: Callable[[], bool] = lambda: False) -> None:
    """Install the rungs and the handler for every stop signal, then wait until leave() is true."""
    atexit.register(on_atexit)
    buffered.write(f"stdio-flushed 0 {os.getpid()} 0\n")
    os.close(os.open("temp", os.O_CREAT | os.O_WRONLY))
    lock = os.open("lock", os.O_CREAT | os.O_RDWR)
    fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    for number in STOP_SIGNALS if handler is not None else ():
        signal.signal(number, handler)
    try:
        wait(leave)
    except KeyboardInterrupt:
        mark("handler-entered", signal.SIGINT)
        raise
    finally:
        mark("finally")
    mark("main-tail")
