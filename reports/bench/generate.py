# SPDX-License-Identifier: MIT
"""python3 -m reports.bench.generate: records as a project gathers them over the years, made up.

Shapes, ids and claims are those of the repository, answers are invented: nobody may take such a record for
what a system does. Ids of runs begin with "made-up". The same seed gives the same bytes.
"""
from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import NamedTuple

from .. import claims
from ..axes import Axes
from ..axes import load as load_axes
from ..model import RULINGS
from .cells import Line
from .cells import line as make

SHARED_LAUNCHES, SHARED_DELIVERIES = "conpty", "ctrl-c"  # the first that are not of POSIX
FLAKY, CHANGING = 0.01, 0.03  # shares of cells
KERNELS = 6
START = datetime(2024, 1, 1)


class System(NamedTuple):
    platform: str
    distribution: str
    kernel: str
    libc: str | None


SYSTEMS = (
    System("linux-gnu", "Debian GNU/Linux 12 (bookworm)", "Linux 6.{}.0-amd64", "glibc 2.36"),
    System("linux-gnu", "Ubuntu 24.04", "Linux 6.{}.0-generic", "glibc 2.39"),
    System("linux-musl", "Alpine Linux 3.20", "Linux 6.{}.0-lts", "musl 1.2.5"),
    System("windows", "Windows Server 2022", "Windows 10.0.20348.{}", None),
    System("wine", "Wine 10.{}", "Linux 6.12.0-amd64", None),
)


def share(*words: object) -> float:
    """A number from 0 to 1 that these words always have."""
    data = "\0".join(map(str, words)).encode()
    return int.from_bytes(blake2b(data, digest_size=6).digest()) / 2**48


def names(axes: Axes, windows: bool, count: int, seed: int) -> list[str]:
    """So many cells, in the order of the plan. Raises ValueError where the axes have not so many."""

    def half(axis: str, first: str) -> list[str]:
        ids = list(axes.words[axis])
        at = ids.index(first)
        return ids[:6] + ids[at:] if windows else ids[:at]

    launches, deliveries = half("launch", SHARED_LAUNCHES), half("delivery", SHARED_DELIVERIES)
    every = list(product(axes.words["probe"], launches, deliveries, axes.words["responder"]))
    if count > len(every):
        raise ValueError(f"the axes have {len(every)} cells only")
    return ["/".join(every[at]) for at in sorted(random.Random(seed).sample(range(len(every)), count))]


class World:
    """What is the same for all records of a seed."""

    def __init__(self, cells: int, rounds: int, seed: int) -> None:
        self.axes = load_axes()
        self.claims = claims.load(tuple(self.axes.words["platform"]))
        self.rounds, self.seed = rounds, seed
        self.names = {
            windows: names(self.axes, windows, -(-cells // rounds), seed) for windows in (False, True)
        }
        self.lines: dict[tuple[str, bool, int], Line] = {}

    def _cell(self, name: str, system: System, kernel: int, rng: random.Random) -> Line:
        """Some cells changed with a kernel, some cannot make up their mind."""
        windows = system.platform in ("windows", "wine")
        variant = 0
        if share(self.seed, "changes", name, system.distribution) < CHANGING:
            variant = int(kernel >= 1 + share(self.seed, "when", name) * (KERNELS - 1))
        if share(self.seed, "flaky", name) < FLAKY and rng.random() < 0.3:
            variant = 2
        key = (name, windows, variant)
        if key not in self.lines:
            self.lines[key] = make(name, windows, share(self.seed, "answer", name, variant))
        return self.lines[key]

    def _verdict(self, claim: claims.Claim, system: System, kernel: int) -> dict[str, object]:
        expect = claim.expect.get(system.platform)
        ruling = expect or "untested"
        if share(self.seed, "ruling", claim.id, system.distribution) < 0.03 and kernel >= KERNELS // 2:
            ruling = RULINGS[int(share(self.seed, claim.id) * len(RULINGS))]
        return {
            "type": "verdict",
            "claim": claim.id,
            "family": claim.id.split(".")[0],
            "title": claim.title,
            "says": f"{claim.title}: a made-up statement of some length, as claims have them.",
            "article": list(claim.article),
            "sources": ["https://example.org/made-up#a-section"],
            "expect": expect,
            "known": None,
            "ruling": ruling,
            "as_expected": expect is None or ruling == expect,
            "cells": 12,
            "blocked": 0,
            "exhibit": None,
            "because": "made up",
        }

    def record(self, number: int, records: int) -> Iterator[str]:
        """The lines of one record; later ones have later kernels."""
        rng = random.Random(f"{self.seed}/{number}")
        system = SYSTEMS[number % len(SYSTEMS)]
        kernel = number * KERNELS // max(records, 1)
        started = f"{(START + timedelta(hours=7 * number)).isoformat()}Z"
        windows = system.platform in ("windows", "wine")
        cells = self.names[windows]
        filled = {"distribution": system.distribution.format(kernel), "kernel": system.kernel.format(kernel)}

        def line(values: dict[str, object]) -> str:
            return json.dumps(values, separators=(",", ":")) + "\n"

        yield line(
            {
                "type": "run",
                "format": "lastwords/1",
                "id": f"made-up-{self.seed}-{number:06}",
                "tool": f"0.{kernel}.0",
                "platform": system.platform,
                "os": {**filled, "libc": system.libc, "machine": "x86_64"},
                "facts": {"uid": 0, "workers": 2},
                "started": started,
                "shard": None,
                "filters": [],
                "rounds": self.rounds,
                "cells": len(cells) * self.rounds,
            }
        )
        absent = list(self.axes.words["launch"])[:6] if windows else list(self.axes.words["launch"])[15:]
        for id in absent:
            yield line({"type": "absent", "axis": "launch", "id": id, "why": "made up: not of this platform"})
        for probe in self.axes.words["probe"]:
            yield line(
                {"type": "cell", "cell": f"{probe}/*/stdin-eof/ignore", "absent": "made up: nobody reads it"}
            )
        blocked = 0
        for name in cells:
            for round in range(self.rounds):
                if share(self.seed, "blocked", name) < 0.001:
                    blocked += 1
                    trouble = {"step": "ground", "error": 1, "what": "made up: no user namespaces"}
                    yield line({"type": "cell", "cell": name, "round": round, "trouble": trouble})
                else:
                    yield self._cell(name, system, kernel, rng).fill(round, rng)
        for claim in self.claims:
            yield line(self._verdict(claim, system, kernel))
        yield line(
            {
                "type": "end",
                "cells": len(cells) * self.rounds,
                "blocked": blocked,
                "faults": 0,
                "unstable": 0,
                "ns": 9,
            }
        )


def write(folder: Path, records: int, cells: int, rounds: int = 1, seed: int = 1) -> list[Path]:
    """The records as files, a new folder if there is none. Raises OSError, ValueError."""
    world = World(cells, rounds, seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"record-{number:06}.jsonl" for number in range(records)]
    for number, path in enumerate(paths):
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(world.record(number, records))
    return paths


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m reports.bench.generate", description="Make up records.")
    parser.add_argument("--records", type=int, default=10, metavar="N")
    parser.add_argument(
        "--cells", type=int, default=5000, metavar="N", help="of each record, over all rounds"
    )
    parser.add_argument("--rounds", type=int, default=1, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed gives the same bytes")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="where they are written"
    )
    args = parser.parse_args()
    try:
        write(args.output, args.records, args.cells, max(args.rounds, 1), args.seed)
    except (OSError, ValueError) as error:
        print(f"generate: {error}\n  Try: a new folder after -o, fewer cells", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
