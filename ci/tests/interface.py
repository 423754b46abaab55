# SPDX-License-Identifier: MIT
"""What lastwords says of its own command line: commands, their options and what these take, by --help. The manual page
and the completion are held against it."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

BIN = Path(os.environ["LASTWORDS_BIN"])


def lastwords(*arguments: str) -> str:
    return subprocess.run([str(BIN), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                          check=True).stdout


@cache
def help_of(command: str) -> str:
    """Of a command; of lastwords itself where it is empty."""
    return lastwords(*command.split(), "--help")


def usages() -> dict[str, str]:
    """For each command the line that says how it is called."""
    lines = re.findall(r"^  lastwords ((\w+)\b.*)$", help_of(""), re.MULTILINE)
    return {name: usage for usage, name in lines}


def options(command: str) -> dict[str, str]:
    """Option: what it takes, in lower case, or nothing."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"(--[a-z-]+)(?: ([A-Z]+(?:/[A-Z]+)?|quiet)\b)?", help_of(command)):
        found[name] = found.get(name) or value.lower()
    return found


def kinds() -> set[str]:
    """What can be listed."""
    return set(usages()["list"].split()[1].split("|"))
