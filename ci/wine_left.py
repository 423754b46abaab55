#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the processes of one Wine prefix, and with --end ends them first: ci/wine_left.py [--end] PREFIX
Exit code 1 when there are any (left).

They are known by WINEPREFIX in their environment. They are ended through a pidfd that is older than the look at the
environment, so no number that was given to another process in between is hit. For prefixes whose server is gone:
where it lives, `wineserver -k` does this."""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path

END_SECONDS = 10  # SIGKILL does its work when the kernel gets to it


def left(prefix: str) -> list[tuple[int, str, int]]:
    """Number, command line and pidfd of each process of the prefix."""
    found: list[tuple[int, str, int]] = []
    wanted = b"WINEPREFIX=" + os.fsencode(prefix)
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):
            fd = os.pidfd_open(int(entry.name))
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                found.append((int(entry.name), command, fd))
            else:
                os.close(fd)
    return found


def main() -> int:
    end = "--end" in sys.argv[1:]
    (prefix,) = [word for word in sys.argv[1:] if word != "--end"]
    processes = left(prefix)
    for _, _, fd in processes if end else []:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(fd, signal.SIGKILL)
    remaining = False
    for pid, command, fd in processes:
        if not end or not select.select([fd], [], [], END_SECONDS)[0]:
            print(pid, command)
            remaining = True
    return 1 if remaining else 0


if __name__ == "__main__":
    sys.exit(main())
