# SPDX-License-Identifier: MIT
"""ci/macho.py must not pass what is no program for macOS. It is given builds that are made up: a build.ninja that links
programs, and files in their places."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

MACHO = Path(__file__).resolve().parents[1] / "macho.py"
ARM, INTEL = 0x0100000C, 0x01000007
SYSTEM = "/usr/lib/libSystem.B.dylib"


def program(cpu: int = ARM, kind: int = 2, loads: str = SYSTEM) -> bytes:
    name = loads.encode() + b"\0" * (8 - len(loads) % 8)
    load = struct.pack("<6I", 0xC, 24 + len(name), 24, 0, 0, 0) + name
    return struct.pack("<8I", 0xFEEDFACF, cpu, 0, kind, 1, len(load), 0, 0) + load


def look(build: Path, **files: bytes) -> subprocess.CompletedProcess[str]:
    """With these programs in it, and one more that is well."""
    rules = ["rule C_EXECUTABLE_LINKER__x_", "  command = true", "build well: C_EXECUTABLE_LINKER__x_"]
    (build / "well").write_bytes(program())
    for name, data in files.items():
        rules.append(f"build {name}: C_EXECUTABLE_LINKER__x_")
        if data:
            (build / name).write_bytes(data)
    (build / "build.ninja").write_text("\n".join(rules) + "\n", encoding="utf-8")
    return subprocess.run([sys.executable, "-B", MACHO, build, "aarch64"], capture_output=True, text=True, check=False)


def test_well(tmp_path: Path) -> None:
    done = look(tmp_path, other=program())
    assert (done.returncode, done.stdout.split()[0]) == (0, "2"), done.stderr


@pytest.mark.parametrize(("data", "complaint"), [
    (b"", "No such file"),
    (b"\x7fELF" + b"\0" * 60, "no Mach-O"),
    (program(cpu=INTEL), "not a program for aarch64"),
    (program(kind=6), "not a program for aarch64"),
    (program(loads="/usr/local/lib/libjansson.4.dylib"), "libjansson"),
    (program()[:16], "unpack"),
], ids=["missing", "elf", "other-cpu", "library", "loads", "torn"])
def test_bad(tmp_path: Path, data: bytes, complaint: str) -> None:
    done = look(tmp_path, bad=data)
    assert done.returncode == 1
    assert complaint in done.stderr and "well" not in done.stderr


def test_nothing(tmp_path: Path) -> None:
    (tmp_path / "build.ninja").write_text("", encoding="utf-8")
    done = subprocess.run([sys.executable, "-B", MACHO, tmp_path, "aarch64"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "links no program" in done.stderr


def test_this_machines_program(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copy2(os.environ["LASTWORDS_LINUX"], own)
    done = look(tmp_path, own=own.read_bytes())
    assert done.returncode == 1 and "no Mach-O file: it begins with 7f454c46" in done.stderr
