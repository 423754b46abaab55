# SPDX-License-Identifier: MIT
"""Leads the session of a terminal in which lastwords runs, together with a bystander in the same process group.
Both block every signal, so that whatever was sent to them is still pending at the end.

    bystander.py VERDICT COMMAND [ARGUMENT...]"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

EVERYTHING = set(range(1, signal.NSIG))
# Blocks what it can, says so, and lists what is pending when its input ends.
BYSTANDER = """import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
print(flush=True)
sys.stdin.read()
print(*(int(number) for number in signal.sigpending()))
"""


def open_all() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def main() -> None:
    verdict, *command = sys.argv[1:]
    signal.pthread_sigmask(signal.SIG_BLOCK, EVERYTHING)
    with subprocess.Popen([sys.executable, "-c", BYSTANDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as near:
        assert near.stdin is not None and near.stdout is not None
        near.stdout.readline()
        done = subprocess.run(command, check=False, preexec_fn=open_all)
        mine = signal.sigpending() - {signal.SIGCHLD}
        near.stdin.close()
        theirs = near.stdout.read().split()
    record = Path(command[command.index("--record") + 1])
    Path(verdict).write_text(json.dumps({
        "code": done.returncode,
        "cells": record.read_text().count('"round"'),
        "leader": sorted(int(number) for number in mine),
        "bystander": theirs,
    }))


main()
