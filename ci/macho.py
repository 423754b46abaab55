# SPDX-License-Identifier: MIT
"""Looks at what a cross build for macOS made: ci/macho.py BUILD CPU. Every program that ninja links in BUILD must be there,
be a Mach-O executable of that CPU (aarch64 or x86_64), and load nothing but the system's library. Knows only the start
of the format: the header and the load commands that follow it (mach-o/loader.h)."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MAGIC_64 = 0xFEEDFACF
CPUS = {"x86_64": 0x01000007, "aarch64": 0x0100000C}
EXECUTE = 2
LOAD_DYLIB = 0xC
SYSTEM = ("/usr/lib/libSystem.B.dylib",)


def programs(build: Path) -> list[Path]:
    """Every target that ninja would link into a program."""
    listed = subprocess.run(["ninja", "-C", str(build), "-t", "targets", "all"], check=True, capture_output=True,
                            text=True).stdout
    return [build / name for name, _, rule in (line.partition(": ") for line in listed.splitlines())
            if rule.startswith("C_EXECUTABLE_LINKER__")]


def commands(data: bytes, count: int) -> Iterator[tuple[int, bytes]]:
    at = 32
    for _ in range(count):
        kind, size = struct.unpack_from("<II", data, at)
        yield kind, data[at:at + size]
        at += size


def wrong(program: Path, cpu: str) -> str | None:
    """What is the matter with it, None for nothing."""
    try:
        data = program.read_bytes()
        magic, its_cpu, _, kind, count = struct.unpack_from("<5I", data)
        if magic != MAGIC_64:
            return f"is no Mach-O file: it begins with {data[:4].hex()}"
        if (its_cpu, kind) != (CPUS[cpu], EXECUTE):
            return f"is for CPU {its_cpu:#x} and of kind {kind}, not a program for {cpu}"
        for command, body in commands(data, count):
            name = body[24:].split(b"\0")[0].decode("utf-8", "replace")
            if command == LOAD_DYLIB and name not in SYSTEM:
                return f"loads {name}, which is not the system's library"
    except (OSError, struct.error) as error:
        return str(error)
    return None


def main() -> int:
    build, cpu = Path(sys.argv[1]), sys.argv[2]
    found = programs(build)
    faults = [f"{program} {fault}" for program in found if (fault := wrong(program, cpu))]
    if not found:
        faults.append(f"{build} links no program: was it configured? Run ci/cross.")
    for fault in faults:
        print(f"ci/macho.py: {fault}", file=sys.stderr)
    if not faults:
        print(f"{len(found)} programs for macOS on {cpu}, as many as the build has; they load the system's library only")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
