# SPDX-License-Identifier: MIT
"""Which cells are run: all that were asked for, each as often as asked for, however the work is divided; and a
longer plan takes longer but not more memory."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from harness import BIN, SANITIZED, SELFTEST, STOP, SUBSET, WINE, call, judged, ordinary, outcomes, run, subject


def planned(*filters: str) -> set[str]:
    return {line for line in call("list", "cells", *filters).out.splitlines() if "\t" not in line}


def test_shards_are_disjoint_and_together_the_whole(tmp_path: Path) -> None:
    found: list[str] = []
    for shard in ("1/3", "2/3", "3/3"):
        done = run(tmp_path / shard[0], SUBSET, "--shard", shard)
        assert done.lines[0]["shard"] == shard and judged(done)
        found += [line["cell"] for line in done.cells()]
    assert len(found) == len(set(found))
    assert set(found) == planned(SUBSET)
    together = call("judge", *(tmp_path / shard for shard in "123"))
    whole = run(tmp_path / "whole", SUBSET)
    assert judged(together)
    rulings = [line for line in whole.out.splitlines() if line.startswith(("pass", "FAIL", "FAULT"))]
    assert [line for line in together.out.splitlines() if line.startswith(("pass", "FAIL", "FAULT"))] == rulings


@pytest.mark.parametrize("jobs", [1, 3] if WINE else [1, 3, 40])
def test_every_cell_is_run_once_a_round_by_any_number_of_workers(tmp_path: Path, jobs: int) -> None:
    filters = f"bare/*/{STOP}/none", f"console/plain/{STOP}/*"
    done = run(tmp_path / "r", *filters, "--jobs", jobs, "--rounds", 3)
    names = planned(*filters)
    assert set(outcomes(done.lines)) == {(name, number) for name in names for number in range(3)}
    assert done.lines[-1]["cells"] == 3 * len(names) and done.lines[0]["cells"] == len(names)


def test_filters_that_overlap_run_a_cell_once(tmp_path: Path) -> None:
    filters = f"console/plain/{STOP}/*", f"console/*/{STOP}/none"
    done = run(tmp_path / "r", *filters, ordinary())
    assert {name for name, _ in outcomes(done.lines)} == planned(*filters)


def test_what_is_left_out_is_a_row_with_a_reason(tmp_path: Path) -> None:
    kept = f"console/no-window/{STOP}/none"
    done = run(tmp_path / "r", "console/no-window/tty-close/*", kept)
    left_out = [line for line in done.lines if line["type"] == "cell" and "absent" in line]
    assert left_out and all(line["absent"] and "end" not in line for line in left_out)
    assert [line["cell"] for line in done.cells()] == [kept]


def test_the_record_is_complete_and_in_order(tmp_path: Path) -> None:
    done = run(tmp_path / "r", "bare/plain/*/none")
    kinds = [line["type"] for line in done.lines]
    assert kinds[0] == "run" and kinds[-1] == "end" and kinds.count("run") == kinds.count("end") == 1
    cells = [i for i, kind in enumerate(kinds) if kind == "cell"]
    assert max(i for i, kind in enumerate(kinds) if kind == "absent") < max(cells) < kinds.index("verdict")


def peak_kb(tmp_path: Path, rounds: int) -> int:
    """The largest resident set of lastwords and its workers in a run."""
    record = tmp_path / f"r{rounds}"
    command = [SELFTEST / "peak", BIN, "run", SUBSET, "--rounds", str(rounds), "--record", record]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert record.read_bytes().count(b'"round"') == rounds * len(planned(SUBSET))
    return int(done.stderr.splitlines()[-1])


@subject("Wine's programs share their memory with its server")
@pytest.mark.skipif(SANITIZED, reason="the address sanitizer keeps what was freed")
def test_memory_does_not_grow_with_the_plan(tmp_path: Path) -> None:
    short, long = peak_kb(tmp_path, 1), peak_kb(tmp_path, 10)
    assert short > 1000, "a resident set that small is no measurement"
    assert long < short + 300


def test_a_claim_runs_its_cells_and_is_decided(tmp_path: Path) -> None:
    done = run(tmp_path / "r", "--claim", "kill.*")
    assert judged(done), done.out + done.err
    kills = [line for line in done.lines if line["type"] == "verdict" and line["claim"].startswith("kill.")]
    assert len(kills) > 1 and "holds" in {line["ruling"] for line in kills}
    assert "untested" not in {line["ruling"] for line in kills}
    # The plan stands in the record, as that of any filter.
    assert {line["cell"] for line in done.cells()} == planned(*done.lines[0]["filters"])
    assert call("run", "--resume", tmp_path / "r").code == done.code


def test_which_cells_is_said_once(tmp_path: Path) -> None:
    record = tmp_path / "r"
    for wrong in (("--claim", "no-such.*"), ("--claim", "kill.*", ordinary()), ("--claim", "kill.*", "--resume", record)):
        done = call("run", *wrong, "--record", record) if "--resume" not in wrong else call("run", *wrong)
        assert done.code == 2 and done.err.startswith("lastwords: ") and not record.exists()
