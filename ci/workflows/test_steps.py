# SPDX-License-Identifier: MIT
"""Every script of the workflows: what can run here runs, in a fresh copy of the tree and over a small part of the matrix;
PowerShell is parsed. A step that no table knows fails."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from scene import Scene
from steps import ROOT, Step, steps

ALL = {step.name: step for step in steps()}
# One part of the matrix for all, quick and with claims in it; and which tests there are, instead of all tests.
PART = "console/plain/{sigterm,sigint}"
SMALLER = {"ci/matrix": f"ci/matrix '{PART}'", "ci/test": "ci/test -N"}
TOTAL = 2

# In this order: what a job leaves is what a later one is given.
EXECUTED = [
    "ci.yml:debian:matrix", "ci.yml:debian:test", "ci.yml:unix:test", "ci.yml:report:setup", "ci.yml:report:report",
    "ci.yml:report:summary", "shards.yml:shard:matrix", "shards.yml:judge:judge", "shards.yml:judge:summary",
]
EXECUTED_GITLAB = [
    ".gitlab-ci.yml:.unix:script", ".gitlab-ci.yml:.unix:after_script", ".gitlab-ci.yml:report:script",
    ".gitlab-ci.yml:shard:script", ".gitlab-ci.yml:shard:after_script", ".gitlab-ci.yml:judge:script",
]
# Letter by letter one that is executed.
SAME = {"ci.yml:unix:matrix": "ci.yml:debian:matrix"}
PARSED = ["ci.yml:windows:matrix", "ci.yml:windows:test", ".gitlab-ci.yml:windows:script", ".gitlab-ci.yml:windows:after_script"]
# In test_action.py.
ELSEWHERE = ["action.yml:action:install", "action.yml:action:run", "action.yml:action:report", "action.yml:action:gate",
             "ci/action/gitlab.yml:.lastwords:script"]


def small(text: str) -> str:
    for command, smaller in SMALLER.items():
        text = text.replace(command, smaller)
    return text


def go(scene: Scene, name: str, values: dict[str, str] | None = None, **env: str) -> str:
    step = ALL[name]
    done = scene.run(step, small(step.filled(values or {})), **env)
    assert done.returncode == 0, f"{name}\n{done.stdout}"
    return done.stdout


def test_every_step_is_known() -> None:
    known = [*EXECUTED, *EXECUTED_GITLAB, *SAME, *PARSED, *ELSEWHERE]
    assert sorted(known) == sorted(ALL)
    for name, other in SAME.items():
        assert ALL[name].run == ALL[other].run


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def verdicts(path: Path) -> dict[str, str]:
    return {line["claim"]: line["ruling"] for line in records(path) if line["type"] == "verdict"}


def test_github(scene: Scene) -> None:
    record = scene.tree / "build/record.jsonl"
    assert "record: build/record.jsonl" in go(scene, "ci.yml:debian:matrix")
    whole = verdicts(record)
    assert "holds" in whole.values()

    assert "lint.style" in (told := go(scene, "ci.yml:debian:test")) and "Total Tests" in told
    told = go(scene, "ci.yml:unix:test")
    assert "lint.style" not in told and "lint.shell" in told

    # A second platform, that has no baseline: as when the matrix ran on macOS for the first time.
    other = scene.temp / "other.jsonl"
    other.write_text(record.read_text().replace('"linux-gnu"', '"macos"', 1).replace('"id":"', '"id":"m', 1))
    scene.put(record, "records/record-debian-12/record.jsonl")
    scene.put(other, "records/record-macos-15/record.jsonl")
    go(scene, "ci.yml:report:setup")
    go(scene, "ci.yml:report:report")
    assert (scene.tree / "report/index.html").is_file() and (scene.tree / "report/junit.xml").is_file()
    go(scene, "ci.yml:report:summary")
    told = scene.summary.read_text()
    assert "2 runs" in told and "not yet observed" in told

    for shard in range(1, TOTAL + 1):
        go(scene, "shards.yml:shard:matrix", {"matrix.shard": str(shard), "strategy.job-total": str(TOTAL)})
        assert records(record)[0]["shard"] == f"{shard}/{TOTAL}"
        scene.put(record, f"shards/shard-{shard}/record.jsonl")
    record.unlink()
    go(scene, "shards.yml:judge:judge")
    assert verdicts(record) == whole
    scene.summary.unlink()
    go(scene, "shards.yml:judge:summary")
    assert scene.summary.stat().st_size > 0


def test_gitlab(scene: Scene) -> None:
    record = scene.tree / "build/record.jsonl"
    for folder in ("records", "report", "shards"):
        subprocess.run(["rm", "-rf", scene.tree / folder], check=True)
    system = {"SYSTEM": "debian-12", "TESTS": r"-E ^lint\.(style|tidy)"}
    # Its first line ran for GitHub: what that left is still there.
    step = ALL[".gitlab-ci.yml:.unix:script"]
    assert step.run.startswith("ci/matrix\n")
    done = scene.run(step, small(step.run.removeprefix("ci/matrix\n")), **system)
    assert done.returncode == 0, done.stdout
    told = done.stdout
    assert "lint.style" not in told and "lint.shell" in told
    go(scene, ".gitlab-ci.yml:.unix:after_script", **system)
    assert (scene.tree / "record-debian-12.jsonl").is_file()
    assert b"<testcase" in (scene.tree / "claims-debian-12.xml").read_bytes()
    go(scene, ".gitlab-ci.yml:report:script")
    assert (scene.tree / "report/index.html").is_file()
    shard = {"CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "1"}
    go(scene, ".gitlab-ci.yml:shard:script", **shard)
    go(scene, ".gitlab-ci.yml:shard:after_script", **shard)
    record.unlink()
    go(scene, ".gitlab-ci.yml:judge:script")
    assert records(record)[0]["type"] == "run"


@pytest.mark.parametrize("name", PARSED)
def test_powershell_is_parsed(name: str, tmp_path: Path) -> None:
    assert ALL[name].is_powershell
    file = tmp_path / "step.ps1"
    file.write_text(ALL[name].filled({}) + "\n")
    done = subprocess.run([ROOT / "ci/workflows/parse-powershell", file], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stderr
    file.write_text(ALL[name].run + "\nif (\n")
    assert subprocess.run([ROOT / "ci/workflows/parse-powershell", file], capture_output=True, check=False).returncode == 1
    # What it starts is there.
    for word in ALL[name].run.replace("\\", "/").split():
        assert not word.startswith("ci/") or (ROOT / word).is_file()


def unique(step: Step) -> str:
    return step.name


@pytest.mark.parametrize("step", [step for step in ALL.values() if not step.is_powershell], ids=unique)
def test_shell_is_clean(step: Step, tmp_path: Path) -> None:
    """What the steps do not run here, other branches and other systems, is at least read."""
    file = tmp_path / "step.sh"
    file.write_text("#!/bin/bash\n" + step.filled({"matrix.shard": "1", "strategy.job-total": "2"}) + "\n")
    subprocess.run(["bash", "-n", file], check=True)
    # 2086: $TESTS is several words; 2155, 2046: values without spaces, as written by our own steps.
    done = subprocess.run(["shellcheck", "-e", "SC2086,SC2155,SC2046", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
