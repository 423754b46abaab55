# SPDX-License-Identifier: MIT
"""Runs the matrix in each environment and says whether it matters; see ci/ground."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from compare import Comparison, Record, Unusable, compare, read
from environments import ENVIRONMENTS, NOBODY, Environment

SHOWN = 10


@contextmanager
def folder_of(environment: Environment, program: Path) -> Iterator[tuple[Path, str, str]]:
    """Where the record is written to, the program, and the record's path, as the environment names them."""
    with TemporaryDirectory(prefix="lastwords-ground-") as name:
        folder = Path(name)
        if not environment.lent:
            yield folder, str(program), f"{folder}/record.jsonl"
            return
        shutil.copy2(program, folder / "lastwords")
        shutil.copytree(program.parent / "probes", folder / "probes", ignore=shutil.ignore_patterns("CMakeFiles"))
        if environment.prefix[:len(NOBODY)] == NOBODY:
            os.chown(folder, 65534, 65534)
        folder.chmod(0o755)
        os.environ["LASTWORDS_LENT"] = name
        where = "/lent" if any(part.endswith("container.sh") for part in environment.prefix) else name
        try:
            yield folder, f"{where}/lastwords", f"{where}/record.jsonl"
        finally:
            del os.environ["LASTWORDS_LENT"]


def observe(environment: Environment, program: Path, filters: list[str], record: Path) -> Record:
    with folder_of(environment, program) as (folder, name, written):
        code = environment.start([*environment.prefix, name, "run", *filters, "--record", written])
        if code not in (0, 1):
            raise Unusable(f"lastwords ended with {code}")
        shutil.copyfile(folder / "record.jsonl", record)
    return read(record)


def show(name: str, found: Comparison) -> None:
    blocked = sum(found.blocked.values())
    verdict = "differs" if found.different else "failed" if found.faults else "agrees"
    print(f"{verdict:8} {name:15} {found.same:6} cells the same, {blocked} blocked, {found.verdicts} verdicts the same",
          flush=True)
    for reason, count in found.blocked.most_common():
        print(f"         {count} blocked: {reason}")
    for kind, lines in (("different", found.different), ("fault", found.faults)):
        for line in lines[:SHOWN]:
            print(f"         {kind}: {line}")
        if len(lines) > SHOWN:
            print(f"         and {len(lines) - SHOWN} more")


def main() -> int:
    parser = argparse.ArgumentParser(prog="ci/ground", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the environments")
    parser.add_argument("--lastwords", type=Path, default=Path("build/lastwords"), help="the program (build/lastwords)")
    parser.add_argument("--into", type=Path, default=Path("build/ground"), help="where records are left (build/ground)")
    parser.add_argument("--filter", action="append", default=[], help="part of the matrix: a glob over cell names")
    parser.add_argument("environments", nargs="*", metavar="ENVIRONMENT", help="only these")
    options = parser.parse_args()
    if options.list:
        for name, environment in ENVIRONMENTS.items():
            print(f"{name:15} {environment.says}")
        return 0
    if unknown := set(options.environments) - ENVIRONMENTS.keys():
        parser.error(f"there is no environment {', '.join(sorted(unknown))}; --list names them")
    if not os.access(options.lastwords, os.X_OK):
        parser.error(f"there is no program {options.lastwords}: build it with ci/matrix")
    program = options.lastwords.resolve()
    options.into.mkdir(parents=True, exist_ok=True)
    try:
        reference = observe(Environment("as it is called"), program, options.filter, options.into / "reference.jsonl")
    except Unusable as error:
        print(f"ci/ground: the run to compare with failed: {error}", file=sys.stderr)
        return 3
    print(f"reference: {len(reference.cells)} cells, {len(reference.verdicts)} verdicts", flush=True)
    codes = []
    for name in options.environments or ENVIRONMENTS:
        environment = ENVIRONMENTS[name]
        if why := environment.lacks():
            print(f"skipped  {name:15} {why}", flush=True)
            continue
        try:
            found = compare(reference, observe(environment, program, options.filter, options.into / f"{name}.jsonl"))
        except Unusable as error:
            print(f"failed   {name:15} {error}", flush=True)
            codes.append(3)
            continue
        show(name, found)
        codes.append(1 if found.different else 3 if found.faults else 0)
    if not codes:
        return 77
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
