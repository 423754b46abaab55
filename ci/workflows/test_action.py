# SPDX-License-Identifier: MIT
"""action.yml and its counterpart for GitLab, step by step, with a package that `cmake --install` made of this build."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scene import BUILD, Scene
from steps import ACTION, ROOT, steps

import yaml

STEPS = {step.name: step for step in steps()}
BODY = yaml.safe_load((ROOT / ACTION).read_text())
DEFAULTS = {f"inputs.{name}": str(about["default"]) for name, about in BODY["inputs"].items()}
CONTEXT = {"github.action_repository || github.repository": "someone/lastwords"}
VERSION = "9.8.7"
ASSET = f"lastwords-{VERSION}-linux-{os.uname().machine}.tar.gz"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "lastwords"
    subprocess.run(["cmake", "--install", BUILD, "--prefix", folder], check=True, capture_output=True)
    return folder


@pytest.fixture
def releases(package: Path, tmp_path: Path) -> Path:
    """As a release has it, at the place of its version."""
    folder = tmp_path / "releases" / f"v{VERSION}"
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-czf", folder / ASSET, "-C", package.parent, package.name], check=True)
    digest = hashlib.sha256((folder / ASSET).read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  other-{ASSET}\n{digest}  {ASSET}\n")
    return folder


def values(scene: Scene, inputs: dict[str, str]) -> dict[str, str]:
    found = DEFAULTS | CONTEXT | {f"inputs.{name}": value for name, value in inputs.items()}
    outputs = scene.outputs()
    for step in ("install", "run", "report"):
        for name in ("program", "record", "result", "report"):
            found[f"steps.{step}.outputs.{name}"] = outputs.get(name, "")
    return found


def go(scene: Scene, name: str, code: int = 0, env: dict[str, str] | None = None, **inputs: str) -> str:
    step = STEPS[f"action.yml:action:{name}"]
    known = values(scene, inputs)
    done = scene.run(step, step.filled(known), **step.environment(known), **(env or {}))
    assert done.returncode == code, f"{name}: {done.returncode}\n{done.stdout}"
    return done.stdout


@pytest.fixture
def clean(scene: Scene) -> Scene:
    for left in (scene.output, scene.summary, scene.path):
        left.unlink(missing_ok=True)
    shutil.rmtree(scene.temp / "lastwords", ignore_errors=True)
    return scene


def test_claims_of_a_release(clean: Scene, releases: Path) -> None:
    away = {"LASTWORDS_RELEASES": releases.parent.as_uri()}
    assert "lastwords " in go(clean, "install", env=away, version=VERSION)
    assert clean.path.read_text().strip() == str(Path(clean.outputs()["program"]).parent)
    go(clean, "run", claims="tty.interrupt-* tty.quit-*")
    go(clean, "report", against="reports/observed")
    out = clean.outputs()
    assert out["result"] == "as-expected" and int(out["as-expected"]) > 5 and out["not-as-expected"] == out["faults"] == "0"
    assert (Path(out["report"]) / "index.html").is_file()
    assert "nothing unexpected" in clean.summary.read_text()
    assert "gate: passed" in go(clean, "gate", against="reports/observed")
    go(clean, "gate")
    # What the action promises, its steps write.
    for about in BODY["outputs"].values():
        assert about["value"].split(".")[-1].removesuffix(" }}") in out


def test_a_download_that_is_not_what_it_should_be(clean: Scene, releases: Path) -> None:
    away = {"LASTWORDS_RELEASES": releases.parent.as_uri()}
    with (releases / ASSET).open("ab") as file:
        file.write(b"\0")
    assert "is not what SHA256SUMS says" in go(clean, "install", 3, env=away, version=f"v{VERSION}")
    (releases / "SHA256SUMS").write_text("")
    go(clean, "install", 3, env=away, version=VERSION)
    assert "cannot get" in go(clean, "install", 3, env=away, version="1.2.3")
    assert "program" not in clean.outputs()


def test_what_is_wrong_is_said(clean: Scene, package: Path, tmp_path: Path) -> None:
    assert "neither a file nor a folder" in go(clean, "install", 2, package=str(tmp_path / "none"))
    assert "there is no lastwords in" in go(clean, "install", 2, package=str(tmp_path))
    go(clean, "install", package=str(package))
    assert "no claim matches" in go(clean, "run", 2, claims="nothing.*")
    assert "not by both" in go(clean, "run", 2, claims="tty.*", cells="console/plain")
    assert "true or false" in go(clean, "gate", 2, gate="yes")
    # A quote in an input is no end of a string, and a substitution none: nothing of it is run.
    go(clean, "run", 2, claims=f"$(touch {tmp_path}/run)';touch${{IFS}}{tmp_path}/run;'")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(("result", "gate", "code"), [
    ("not-as-expected", "true", 1), ("not-as-expected", "false", 0), ("blocked", "false", 3), ("as-expected", "true", 0),
])
def test_the_gate(clean: Scene, result: str, gate: str, code: int) -> None:
    clean.output.write_text(f"record=none\nresult={result}\n")
    go(clean, "gate", code, gate=gate)


def test_gitlab(clean: Scene, package: Path) -> None:
    (clean.tree / "lastwords-action").symlink_to(clean.tree)
    step = STEPS["ci/action/gitlab.yml:.lastwords:script"]
    done = clean.run(step, step.run, CI_PROJECT_DIR=str(clean.tree), LASTWORDS_PACKAGE=str(package), LASTWORDS_CLAIMS="tty.quit-*",
                     LASTWORDS_AGAINST="", LASTWORDS_GATE="true", LASTWORDS_CELLS="", LASTWORDS_VERSION="")
    assert done.returncode == 0, done.stdout
    body = yaml.safe_load((ROOT / "ci/action/gitlab.yml").read_text())[".lastwords"]["artifacts"]
    for path in [*body["paths"], body["reports"]["junit"]]:
        assert (clean.tree / path).exists(), path
