# SPDX-License-Identifier: MIT
"""What the completion offers for a line, asked of bash without a terminal: all lines of a test in one shell. compopt is
replaced there, since it works only while the user's line is completed."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from interface import BIN

COMPLETION = Path(os.environ["LASTWORDS_COMPLETION"])
ASK = r"""
compopt() { asked="$asked $*"; }
while IFS= read -r COMP_LINE; do
	COMP_POINT=${#COMP_LINE} asked=''
	_lastwords lastwords '' ''
	printf '%s\0' "$asked" ${COMPREPLY[@]+"${COMPREPLY[@]}"}
	printf '\036\0'
done
printf 'all\0'
"""


@dataclass
class Offer:
    words: list[str] = field(default_factory=list)
    asked: str = ""  # of readline, by compopt


def offers(*lines: str, before: str = "", after: str = "", environment: dict[str, str] | None = None,
           folder: Path | None = None) -> list[Offer]:
    """For each line, cut off where the cursor is. before runs before the completion is read, after after it."""
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", f"{before}\n. {COMPLETION}\n{after}\n{ASK}"],
        input="".join(f"{line}\n" for line in lines).encode(), capture_output=True, timeout=120, check=False, cwd=folder,
        env=os.environ | {"PATH": f"{BIN.parent}:{os.environ['PATH']}"} | (environment or {}))
    assert done.stderr == b"" and done.returncode == 0, done.stderr.decode()
    *answers, end = done.stdout.decode().split("\x1e\0")
    assert end == "all\0" and len(answers) == len(lines)
    found = []
    for answer in answers:
        asked, *words = answer.split("\0")[:-1]
        found.append(Offer(words, asked.strip()))
    return found


def words(line: str, **how: object) -> list[str]:
    (offer,) = offers(line, **how)  # type: ignore[arg-type]
    return offer.words
