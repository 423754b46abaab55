# SPDX-License-Identifier: MIT
"""The .tar.gz unpacked anywhere: on this machine, and where there is no distribution."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from package import ROOT, TAR, TOP, VERSION, run

sys.path.insert(0, str(ROOT / "ci/grounds"))
from compare import Comparison, compare, read  # noqa: E402

SCRATCH = ROOT / "ci/tests/in_scratch.sh"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a root of its own")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("somewhere") / "über all"
    folder.mkdir()
    run("tar", "-xzf", TAR, "-C", folder)
    run(folder / TOP["tar"] / "bin/lastwords", "run", "--record", folder / "here.jsonl", cwd="/")
    return folder


def bare_root(folder: Path, kind: str, *command: str, code: int | None = 0) -> str:
    return run("unshare", "--mount", "--pid", "--fork", "--kill-child", SCRATCH, folder, kind, *command, code=code)


def in_a_bare_root(folder: Path, kind: str) -> Comparison:
    """The whole matrix there, beside what it was here."""
    bare_root(folder, kind, f"/lent/{TOP['tar']}/bin/lastwords", "run", "--record", f"/lent/{kind}.jsonl")
    found = compare(read(folder / "here.jsonl"), read(folder / f"{kind}.jsonl"))
    assert not found.faults
    return found


def told(found: Comparison) -> str:
    return f"{found.same} the same, blocked: {dict(found.blocked)}, different:\n" + "\n".join(found.different[:20])


@AS_ROOT
def test_there_is_nothing_in_scratch(unpacked: Path) -> None:
    """Or the next test would show nothing."""
    here = run(unpacked / TOP["tar"] / "bin/lastwords", "doctor", code=None)
    there = bare_root(unpacked, "scratch", f"/lent/{TOP['tar']}/bin/lastwords", "doctor", code=3)
    for program in ("sh", "kill", "dash", "bash", "busybox", "python3"):
        assert f"there is no {program}. " in there and f"there is no {program}. " not in here


@AS_ROOT
def test_it_runs_with_nothing_else(unpacked: Path) -> None:
    found = in_a_bare_root(unpacked, "scratch")
    assert not found.different and found.same > 3000, told(found)


@AS_ROOT
def test_it_runs_with_busybox(unpacked: Path) -> None:
    found = in_a_bare_root(unpacked, "busybox")
    # What a shell around the program does of a SIGQUIT is the shell's own, and busybox has another than this machine.
    different = [cell for cell in found.different if "/sh-wrapped/" not in cell]
    assert not different and found.same > 3000, told(found)


def test_reports_are_made_from_where_it_lies(unpacked: Path, tmp_path: Path) -> None:
    report = unpacked / TOP["tar"] / "bin/lastwords-report"
    run(report, unpacked / "here.jsonl", "-o", tmp_path / "pages", cwd=tmp_path)
    assert "lastwords" in (tmp_path / "pages/index.html").read_text(encoding="utf-8")
    assert run(report, "markdown", unpacked / "here.jsonl", cwd=tmp_path).startswith("# ")


def test_a_link_to_it_finds_its_probes(unpacked: Path, tmp_path: Path) -> None:
    for name in ("lastwords", "lastwords-report"):
        (tmp_path / name).symlink_to(unpacked / TOP["tar"] / "bin" / name)
    assert "1 cells" in run(tmp_path / "lastwords", "run", "console/plain/sigterm/none", cwd=tmp_path)
    assert "usage" in run(tmp_path / "lastwords-report", "markdown", "--help")


def test_half_a_package_is_told(unpacked: Path, tmp_path: Path) -> None:
    report = unpacked / TOP["tar"] / "bin/lastwords-report"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/lastwords-report").write_bytes(report.read_bytes())
    assert "install the whole package" in run("sh", tmp_path / "bin/lastwords-report", "markdown", code=2)


def test_the_action_installs_it_as_a_release(tmp_path: Path) -> None:
    """With its sum, from where releases lie."""
    (tmp_path / "releases").mkdir()
    (tmp_path / f"releases/v{VERSION}").symlink_to(TAR.parent)
    output = tmp_path / "output"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "LASTWORDS_"))}
    env |= {"LASTWORDS_RELEASES": (tmp_path / "releases").as_uri(), "GITHUB_OUTPUT": str(output), "RUNNER_TEMP": str(tmp_path)}
    assert f"lastwords {VERSION}" in run("ci/action/install", env=env)
    program = Path(output.read_text().strip().removeprefix("program="))
    assert program.is_relative_to(tmp_path) and program.match(f"{TOP['tar']}/bin/lastwords")
