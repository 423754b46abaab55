# SPDX-License-Identifier: MIT
"""The numbers of a record by name, as the platform that wrote it counts them.

Windows and Wine count errors as GetLastError() does and exit codes in 32 bits; the names are in
harness/error_name.def, of which there is no second list. The errors of other systems have no names
here: errno differs from system to system.
"""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ERROR_NAMES = Path(__file__).resolve().parent.parent / "harness" / "error_name.def"
WINDOWS = ("windows", "wine")
LIST = re.compile(r"#define (WINDOWS_\w+)\(X\)")
ROW = re.compile(r'X\((0[xX][0-9A-Fa-f]+|[0-9]+), "(\w+)"\)')
NTSTATUS_LEAST = 0x80000000


@cache
def load(path: Path = ERROR_NAMES) -> dict[str, dict[int, str]]:
    """Macro -> number -> name: one row a line. Raises OSError when the file is not there."""
    names: dict[str, dict[int, str]] = {}
    here: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := LIST.search(line):
            here = names.setdefault(head[1], {})
        elif row := ROW.search(line):
            here[int(row[1], 0)] = row[2]
    return names


def _with_name(number: int, name: str | None) -> str:
    large = number < 0 or number >= NTSTATUS_LEAST
    text = f"0x{number & 0xFFFFFFFF:08X}" if large else str(number)
    return f"{text} {name}" if name else text


def error(platform: str, number: int) -> str:
    """"87 ERROR_INVALID_PARAMETER" on Windows, "3" elsewhere."""
    if platform not in WINDOWS:
        return str(number)
    return _with_name(number, load()["WINDOWS_ERRORS"].get(number))


def exit_code(platform: str, code: int) -> str:
    """"0xC000013A STATUS_CONTROL_C_EXIT" on Windows, "3" elsewhere."""
    if platform not in WINDOWS:
        return str(code)
    return _with_name(code, load()["WINDOWS_STATUSES"].get(code))


def is_program(platform: str, call: str) -> bool:
    """Is this call a program that was run (taskkill), whose error is its exit code? Calls of
    Windows are written with a capital letter."""
    return platform in WINDOWS and call[:1].islower()
