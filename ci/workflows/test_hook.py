# SPDX-License-Identifier: MIT
"""The gate as a hook of Git: real commits in a repository of their own. What stands in ci/action/README.md is what runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from scene import BUILD, script
from steps import ROOT

README = (ROOT / "ci/action/README.md").read_text()
PART = "console/plain/{sigterm,sigint}"


def hook_of_readme() -> str:
    [text] = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", README, re.DOTALL)
    return text


@pytest.fixture
def git(tmp_path: Path):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LASTWORDS_RECORD"))}
    env |= {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "LASTWORDS": str(ROOT), "PATH": f"{BUILD}:{env['PATH']}"}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", "-c", "user.name=test", "-c", "user.email=test@example.com", *arguments],
                              cwd=tmp_path / "project", env=env, capture_output=True, text=True, check=False)

    (tmp_path / "project").mkdir()
    assert call("init", "-q").returncode == 0
    return call


@pytest.fixture
def records(tmp_path: Path) -> tuple[str, str]:
    """What was observed, and the same with a program that does not hear SIGTERM any more."""
    path = tmp_path / "record.jsonl"
    subprocess.run([BUILD / "lastwords", "run", PART, "--record", path], check=True, capture_output=True)
    good = path.read_text()
    lines = good.splitlines(keepends=True)
    cell = "console/plain/sigterm/none"
    at = next(i for i, line in enumerate(lines) if f'"{cell}"' in line and '"type":"cell"' in line)
    ignored = next(line for line in lines if '"console/plain/sigterm/ignore"' in line and '"type":"cell"' in line)
    lines[at] = ignored.replace("sigterm/ignore", "sigterm/none")
    path.write_text("".join(lines))
    judged = tmp_path / "judged.jsonl"
    done = subprocess.run([BUILD / "lastwords", "judge", path, "--record", judged], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    return good, judged.read_text()


def test_same_passes_and_newly_wrong_is_refused(tmp_path: Path, git, records: tuple[str, str]) -> None:
    project = tmp_path / "project"
    good, bad = records
    script(project / ".git/hooks/pre-commit", hook_of_readme())
    (project / "baseline.jsonl").write_text(good)
    (project / "record.jsonl").write_text(good)
    git("add", "-A")
    done = git("commit", "-qm", "as observed")
    assert done.returncode == 0, done.stderr
    (project / "record.jsonl").write_text(bad)
    git("add", "-A")
    done = git("commit", "-qm", "deaf")
    assert done.returncode != 0 and "gate: " in done.stderr, done.stdout + done.stderr
    assert git("log", "--format=%s").stdout == "as observed\n"
    # Accepted on purpose: the baseline changes with it.
    (project / "baseline.jsonl").write_text(bad)
    git("add", "-A")
    assert git("commit", "-qm", "deaf, and so be it").returncode == 0


def test_pre_commit_runs_the_same() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    program, *arguments = hook["entry"].split()
    assert os.access(ROOT / program, os.X_OK) and arguments[:2] == ["compare", "--gate"]
    assert {"id", "name", "entry", "language"} <= set(hook) and f"id: {hook['id']}" in README
