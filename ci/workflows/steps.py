# SPDX-License-Identifier: MIT
"""The scripts that stand in workflow files, and how their runners start them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = tuple(sorted(f".github/workflows/{path.name}" for path in (ROOT / ".github/workflows").glob("*.yml")))
GITLAB = (".gitlab-ci.yml", "ci/action/gitlab.yml")
ACTION = "action.yml"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
SHELLS = {
    "": ["bash", "-e"],
    "bash": ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"],
    "powershell": ["powershell"],
}


@dataclass(frozen=True)
class Step:
    """One script: name is file:job:step, all that a reader needs to find it."""

    name: str
    run: str
    shell: str
    env: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_powershell(self) -> bool:
        return self.shell == "powershell"

    def filled(self, values: dict[str, str]) -> str:
        """The script with its expressions replaced; KeyError names the one that nobody gave a value."""
        return EXPRESSION.sub(lambda match: values[match[1]], self.run)

    def environment(self, values: dict[str, str]) -> dict[str, str]:
        return {key: EXPRESSION.sub(lambda match: values[match[1]], value) for key, value in self.env.items()}


def _of_github(label: str, steps: list[dict]) -> list[Step]:
    found = []
    for step in steps:
        if "run" in step:
            env = {key: str(value) for key, value in step.get("env", {}).items()}
            found.append(Step(f"{label}:{step['name']}", step["run"], step.get("shell", ""), env))
    return found


def _of_gitlab(file: str, jobs: dict) -> list[Step]:
    found = []
    for job, body in jobs.items():
        if not isinstance(body, dict):
            continue
        # On Windows GitLab's runner takes PowerShell.
        shell = "powershell" if job == "windows" else "bash"
        for part in ("before_script", "script", "after_script"):
            if part in body:
                found.append(Step(f"{file}:{job}:{part}", "\n".join(body[part]), shell))
    return found


def steps() -> list[Step]:
    """Every script of every workflow, of the action and of GitLab's files."""
    found = []
    for file in GITHUB:
        for job, body in yaml.safe_load((ROOT / file).read_text())["jobs"].items():
            found += _of_github(f"{file.rsplit('/', 1)[1]}:{job}", body["steps"])
    found += _of_github(f"{ACTION}:action", yaml.safe_load((ROOT / ACTION).read_text())["runs"]["steps"])
    for file in GITLAB:
        found += _of_gitlab(file, yaml.safe_load((ROOT / file).read_text()))
    return found
