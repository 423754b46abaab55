# SPDX-License-Identifier: MIT
"""What a user, or a damaged file, can get wrong: every command answers with an exit code that says so and a message
on stderr that says what to try; nothing crashes. And every exit code is shown to be given when it should."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from harness import SELFTEST, WINE, call, judged, ordinary, run, subject, unshare

# A cell, and a claim that holds by it alone.
CELL = ordinary("ctrl-handler-flag" if WINE else "none")
CLAIM = "console.ctrl-c-reaches-its-console" if WINE else "signal.term-default-kills"
# Another platform; and what opening a directory is answered.
OTHER = "linux-gnu" if WINE else "wine"
IS_DIRECTORY = "Permission denied" if WINE else "directory"

WRONG = [
    (["frobnicate"], "no command 'frobnicate'", "--help"),
    (["--frobnicate"], "--frobnicate", "--help"),
    (["run", "--frobnicate"], "--frobnicate", "--help"),
    (["run", "--rounds"], "--rounds", "--help"),
    (["run", "--rounds", "0"], "--rounds 0", "a number from 1"),
    (["run", "--rounds", "many"], "--rounds many", "a number from 1"),
    (["run", "--rounds", "99999999999999999999"], "--rounds 9999", "a number from 1"),
    (["run", "--jobs", "-1"], "--jobs -1", "a number from 1"),
    (["run", "--deadline", "0"], "--deadline 0", "seconds from"),
    (["run", "--deadline", "nan"], "--deadline nan", "seconds from"),
    (["run", "--basis", "hope"], "--basis hope", "fence or quiet"),
    (["run", "--shard", "4/3"], "--shard 4/3", "I/N"),
    (["run", "--shard", "0/3"], "--shard 0/3", "I/N"),
    (["run", "--shard", "1"], "--shard 1", "I/N"),
    (["run", "no/such/cell/here", "--record", "{}/r"], "no cell matches", "lastwords list cells"),
    (["run", CELL, "--probes", "{}/none", "--record", "{}/r"], "no probe programs in", "--probes"),
    (["run", CELL, "--record", "{}/none/r"], "cannot write", "--record"),
    (["run", CELL, "--record", "{}"], "cannot write", "--record"),
    (["run", "--resume", "{}/none"], "cannot go on with", "--record"),
    (["run", "--resume", "{}/empty"], "cannot go on with", "--record"),
    (["run", "--resume", "{}/binary"], "cannot go on with", "--record"),
    (["run", "--resume", "{}/alien"], "another platform", "--record"),
    (["run", "--resume", "{}"], "cannot go on with", "--record"),
    (["list"], "list what?", "cells"),
    (["list", "everything"], "list what?", "cells"),
    (["judge"], "judge which record?", "lastwords run"),
    (["judge", "{}/none"], "cannot read", "No such file"),
    (["judge", "{}"], "cannot read", IS_DIRECTORY),
    (["judge", "{}/empty"], "no cell in it", "empty"),
    (["judge", "{}/binary"], "binary:1", "passed over"),
    (["judge", "{}/alien"], "platform", "alien:1"),
    (["judge", "{}/headless"], "does not begin with", "header"),
    (["judge", "{}/good", "--claim", "no.such-claim"], "no claim 'no.such-claim'", "lastwords list claims"),
    (["judge", "{}/good", "{}/other"], "another platform", "apart"),
    (["show"], "needs a record", "cell"),
    (["show", "{}/none", CELL], "cannot read", "No such file"),
    (["show", "{}/good", "no/such/cell/here"], "is not in", "Its cells"),
    (["show", "{}/binary", CELL], "is not in", "binary:1"),
]
UNSAID = [
    pytest.param(["list", "cells", "no/such/cell/here"], "no/such/cell/here", "list", id="list-nothing"),
    pytest.param(["doctor", "frobnicate"], "frobnicate", "doctor", id="doctor-argument"),
    pytest.param(["run", "--resume", "{}/good", "no/such/cell/here"], "no/such", "--resume", id="resume-filter"),
    pytest.param(["run", "--resume", "{}/good", "--rounds", "7"], "--rounds", "--resume", id="resume-rounds"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    good = run(folder / "good", CELL)
    assert judged(good)
    lines = (folder / "good").read_text().splitlines(keepends=True)
    (folder / "empty").write_bytes(b"")
    (folder / "binary").write_bytes(random.Random(1).randbytes(3000))
    here = f'"platform":"{good.lines[0]["platform"]}"'
    (folder / "alien").write_text("".join(lines).replace(here, '"platform":"amiga"'))
    (folder / "other").write_text("".join(lines).replace(here, f'"platform":"{OTHER}"'))
    (folder / "headless").write_text("".join(lines[1:]))
    return folder


@pytest.mark.parametrize(("command", "what", "hint"), WRONG + UNSAID)
def test_a_mistake_is_named_with_what_to_try(files: Path, command: list[str], what: str, hint: str) -> None:
    if WINE and what.startswith("--") and " " not in what:
        what = what.removeprefix("--")  # MinGW-w64's getopt writes a space after the dashes
    done = call(*(part.replace("{}", str(files)) for part in command), cwd=files)
    assert done.code == 2, done.out + done.err
    assert what in done.err and hint in done.err, done.err


def test_a_torn_last_line_is_said_and_the_rest_judged(files: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn"
    torn.write_bytes((files / "good").read_bytes()[:-5])
    done = call("judge", torn)
    assert judged(done)
    assert "the last line is torn" in done.err and f"holds        1  {CLAIM}" in done.out


@subject("the environment of Linux does not name the temporary directory of Wine")
def test_a_temporary_directory_that_is_none_is_named(tmp_path: Path) -> None:
    done = run(tmp_path / "r", CELL, "--no-namespace", env={"TMPDIR": str(tmp_path / "none")})
    assert done.code == 3 and "TMPDIR" in done.err, done.err


def damaged(text: bytes, seed: int) -> bytes:
    """The record with a few things done to it that editors, disks and other tools do."""
    dice = random.Random(seed)
    lines = text.splitlines(keepends=True)
    for _ in range(3):
        i = dice.randrange(len(lines))
        if dice.random() < 0.5:
            at = dice.randrange(len(lines[i]))
            lines[i] = lines[i][:at] + dice.randbytes(dice.choice((1, 4))) + lines[i][at + dice.choice((0, 1, 5)):]
            continue
        try:
            line = json.loads(lines[i])
        except ValueError:
            continue
        strange = (None, -1, 2**62, 1e308, "", "x" * 9999, [], [[]], {}, {"a": []}, True)
        line[dice.choice(sorted(line))] = dice.choice(strange)
        lines[i] = json.dumps(line).encode() + b"\n"
    return b"".join(lines)


@pytest.mark.parametrize("seed", range(8 if WINE else 40))
def test_no_damage_makes_a_reader_crash(files: Path, tmp_path: Path, seed: int) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(damaged((files / "good").read_bytes(), seed))
    assert call("judge", bad).code in (0, 1, 2, 3)
    assert call("show", bad, CELL).code in (0, 2)
    done = call("run", "--resume", bad)
    assert done.code in (0, 1, 2, 3) and (done.code != 2 or done.err)


def test_exit_codes_of_run_and_judge(files: Path, tmp_path: Path) -> None:
    assert call("judge", files / "good", "--claim", CLAIM).code == 0
    refuted = run(tmp_path / "refuted", CELL, "--probes", SELFTEST / "stubborn")
    assert refuted.code == 1 and f"see it again: lastwords run '{CELL}'" in refuted.out
    assert call("judge", tmp_path / "refuted").code == 1
    assert call("judge", tmp_path / "refuted", "--claim", CLAIM).code == 1
    faulty = run(tmp_path / "faulty", CELL, "--probes", SELFTEST / "deserter")
    assert faulty.code == 3 and call("judge", tmp_path / "faulty").code == 3
    assert call("judge", files / "good", "--claim", "deliver.bash-kill-sends-term").code == 77


def test_what_the_machine_lacks_is_blocked_and_no_fault(tmp_path: Path) -> None:
    script = 'mount --bind /dev/null /usr/bin/busybox; exec "$@"'
    prefix = (*unshare("--mount"), "sh", "-c", script, "sh")
    done = run(tmp_path / "r", "console/plain/kill-busybox/none", prefix=prefix)
    line = done.cell("console/plain/kill-busybox/none")
    assert line["trouble"]["step"] == "ground" and "busybox" in line["trouble"]["what"]
    assert done.code == 0 and done.lines[-1]["blocked"] == 1 and done.lines[-1]["faults"] == 0
    assert call("judge", tmp_path / "r", "--claim", "deliver.busybox-kill-sends-term").code == 77


def test_a_sender_that_fails_is_not_ok(tmp_path: Path) -> None:
    script = 'mount --bind /usr/bin/false /usr/bin/kill; exec "$@"'
    prefix = (*unshare("--mount"), "sh", "-c", script, "sh")
    done = run(tmp_path / "r", "console/plain/kill-program/none", prefix=prefix)
    line = done.cell("console/plain/kill-program/none")
    assert line["end"]["how"] == "alive" and line["sent"]["calls"][0]["value"] == 1
    assert line["sent"]["ok"] is False, line["sent"]
