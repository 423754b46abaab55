# SPDX-License-Identifier: MIT
"""Processes that wait to be told something, and `lastwords send` with its report, for the tests of that command."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from harness import Run, call

# After `ready` it waits for ever, and for whatever it was told to make of signals.
READY = "print('ready', flush=True)\nwhile True: signal.pause()"
PRELUDE = "import ctypes, os, signal, sys, threading, time\n"


class Victims:
    """Processes that end with the test, whatever became of them."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *command: str, ready: bool = True, **popen: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, **popen)
        self.started.append(process)
        if ready:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
        return process

    def python(self, code: str = "", **popen: Any) -> subprocess.Popen[str]:
        return self.start(sys.executable, "-c", f"{PRELUDE}{code}\n{READY}", **popen)

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture
def victims() -> Iterator[Victims]:
    some = Victims()
    yield some
    some.end()


def send(*arguments: object, **how: Any) -> tuple[Run, dict[str, Any]]:
    done = call("send", *arguments, "--json", **how)
    report = json.loads(done.out)
    assert report["exit"] == done.code and report["type"] == "send"
    return done, report


def ids(report: dict[str, Any], level: str = "warning") -> list[str]:
    return [note["id"] for note in report["notes"] if note["level"] == level]


def alive(process: subprocess.Popen[str]) -> bool:
    return process.poll() is None
