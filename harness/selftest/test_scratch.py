# SPDX-License-Identifier: MIT
"""A static build in a root with nothing but itself in it, as a container that was made from nothing is: what it needs
of a machine is /proc and /dev, and what it misses it says."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import BIN, MANY, SUBSET, Run, call, outcomes, read, run, unshare

# What a container runtime gives to an empty root: a root that is a mount point, /proc, and a /dev with terminals
# and shared memory. The devices of this machine, where we may not make any.
CONTAINER = """
import os, subprocess, sys
root, what, *command = sys.argv[1:]
def mount(*arguments):
    subprocess.run(['mount', *arguments], check=True)
mount('--bind', root, root)
if 'dev' in what:
    mount('-t', 'tmpfs', 'dev', f'{root}/dev', '-o', 'mode=755')
    for name in ('null', 'zero', 'tty'):
        open(f'{root}/dev/{name}', 'w').close()
        mount('--bind', f'/dev/{name}', f'{root}/dev/{name}')
    for name in ('pts', 'shm'):
        os.mkdir(f'{root}/dev/{name}')
    mount('-t', 'devpts', 'devpts', f'{root}/dev/pts', '-o', 'newinstance,ptmxmode=666')
    mount('-t', 'tmpfs', 'shm', f'{root}/dev/shm', '-o', 'mode=1777')
    os.symlink('pts/ptmx', f'{root}/dev/ptmx')
if 'proc' in what:
    mount('-t', 'proc', 'proc', f'{root}/proc')
os.chroot(root)
os.chdir('/')
os.execve(command[0], command, {})
"""
# Where a shell is needed there is none.
LACKING = ("sh-wrapped", "sh-exec")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    shutil.copy2(BIN, tmp_path / "lastwords")
    shutil.copytree(BIN.parent / "probes", tmp_path / "probes", ignore=shutil.ignore_patterns("CMakeFiles", "*.cmake"))
    for name in ("dev", "proc"):
        (tmp_path / name).mkdir()
    return tmp_path


Inside = Callable[..., Run]


@pytest.fixture
def inside(scratch: Path) -> Inside:
    prefix = unshare("--mount", "--pid", "--fork", "--kill-child")

    def in_root(*arguments: object, what: str = "proc,dev") -> Run:
        # The program that is called is the one in the root.
        return call(*arguments, binary=Path("/lastwords"),
                    prefix=(*prefix, sys.executable, "-c", CONTAINER, scratch, what))

    return in_root


def test_the_doctor_says_what_an_empty_root_lacks(inside: Inside) -> None:
    done = inside("doctor", "--json")
    findings = json.loads(done.out)
    assert done.code == 3 and done.err == ""
    blocked = [finding["text"].split(":")[0] for finding in findings if finding["level"] == "blocked"]
    assert set(blocked) >= {"sh-wrapped, sh-exec", "kill-bash", "python/*"}
    assert any("nothing can outlive a run" in finding["text"] for finding in findings)


@pytest.mark.parametrize("how", [(), ("--no-namespace",)], ids=["namespace", "supervisor"])
def test_cells_are_in_an_empty_root_what_they_are_here(
        inside: Inside, scratch: Path, tmp_path: Path, how: tuple[str, ...]) -> None:
    expected = outcomes(run(tmp_path / "here", SUBSET).lines)
    done = inside("run", SUBSET, *how, "--record", "/record")
    assert "cannot" not in done.err
    found = outcomes(read(scratch / "record"))
    shells = {key for key in found if key[0].split("/")[1] in LACKING}
    assert shells and all(str(found[key]).startswith("ground: ") for key in shells)
    assert found.keys() == expected.keys() and len(found) > MANY
    assert {key: value for key, value in found.items() if key not in shells and value != expected[key]} == {}


def test_without_proc_it_says_so(inside: Inside) -> None:
    done = inside("doctor", what="")
    assert done.code == 3 and "there is no /proc:" in done.out
    done = inside("run", SUBSET, what="dev")
    assert done.code == 2 and "there is no /proc to tell by: mount it" in done.err
