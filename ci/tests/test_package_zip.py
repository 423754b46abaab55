# SPDX-License-Identifier: MIT
"""The .zip unpacked under a path with spaces and letters of several scripts, and used from elsewhere, under Wine."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from package import ROOT, TOP, VERSION, ZIP, run

RUNNER = os.environ["LASTWORDS_RUNNER"]
CELLS = (
    "console/{plain,no-window,new-group,job}/{ctrl-c,ctrl-break,kill,parent-exit}/{none,handler-flag,handler-exit,ignore}",
    "{console,bare}/new-console/{tty-close,ctrl-c-attach}/{none,handler-flag}",
    "window/plain/wm-close/*",
    "console-{ucrt,msvcrt}/plain/ctrl-c/none",
    "job-child/plain/kill/none",
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows") / "mit Leerzeichen, ünïcödé и 日本語"
    run("unzip", "-q", ZIP, "-d", folder)
    return folder / TOP["zip"]


def of_windows(program: Path | str, *arguments: object, cwd: Path, code: int | None = 0) -> str:
    # Its environment is Wine's own; the session sets it.
    return run(RUNNER, program, *arguments, cwd=cwd, code=code)


def test_it_says_its_version(unpacked: Path, tmp_path: Path) -> None:
    assert of_windows(unpacked / "lastwords.exe", "--version", cwd=tmp_path).strip() == f"lastwords {VERSION}"


def test_cells_are_what_they_are_in_the_tree(unpacked: Path, tmp_path: Path) -> None:
    here = tmp_path / "ein anderer Ordner ж"
    here.mkdir()
    # A part of the plan can leave a claim undecided: what its cells show is what is compared.
    of_windows(unpacked / "lastwords.exe", "run", *CELLS, "--record", "rêcord.jsonl", cwd=here, code=None)
    lines = [json.loads(line) for line in (here / "rêcord.jsonl").read_text(encoding="utf-8").splitlines()]
    cells = [line for line in lines if line["type"] == "cell" and "round" in line]
    assert len(cells) > 40 and not [cell for cell in cells if "trouble" in cell]
    for probe in ("console", "bare", "window", "console-ucrt", "console-msvcrt", "job-child"):
        assert [cell for cell in cells if cell["cell"].startswith(f"{probe}/")], probe
    run("ci/agrees", here / "rêcord.jsonl")


def test_it_works_from_its_own_folder(unpacked: Path) -> None:
    assert "1 cells" in of_windows("lastwords.exe", "run", "console/plain/ctrl-c/none", "--record", "r.jsonl", cwd=unpacked,
                                   code=None)


def test_without_its_probes_it_says_so(unpacked: Path, tmp_path: Path) -> None:
    for program in unpacked.glob("*.exe"):
        (tmp_path / program.name).write_bytes(program.read_bytes())
    told = of_windows(tmp_path / "lastwords.exe", "run", "console/plain/ctrl-c/none", cwd=tmp_path, code=2)
    assert "probe programs" in told


def test_nothing_but_the_system_is_needed(unpacked: Path) -> None:
    assert "programs load the system's DLLs and ours only" in run(ROOT / "ci/imports", "x86_64-w64-mingw32", unpacked)
