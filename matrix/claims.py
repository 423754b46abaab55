#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles and checks the claims of matrix/claims/*.toml. Only the command line is here: what a
claim is, is in claims_model.py; the rules in claims_lint.py; the output in claims_emit.py."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:
    sys.exit(
        f"claims.py: needs Python 3.11 or newer, whose standard library reads TOML (tomllib); this is Python "
        f"{sys.version.split()[0]} at {sys.executable}. Call it with a newer one, in CMake: -DPython3_EXECUTABLE=..."
    )

sys.dont_write_bytecode = True  # the build calls this from the source tree, which stays clean

from claims_emit import c_table, cmake_tests
from claims_lint import lint
from claims_model import Axes, Claim, Document, Finding, read_axes, read_document, read_planned_cells

HERE = Path(__file__).resolve().parent


def read_all(paths: list[Path]) -> tuple[list[Document], list[Finding]]:
    """Every file that is TOML, and a finding for every one that is not."""
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in sorted(paths, key=lambda path: (path.stem, str(path))):
        try:
            documents.append(read_document(path))
        except tomllib.TOMLDecodeError as error:
            line = str(error).partition("at line ")[2].split(",")[0]
            number = int(line) if line.isdigit() else 1
            findings.append(Finding(path, number, "toml-syntax", f"{error}, mend the file and try again"))
    return documents, findings


def check(paths: list[Path], axes: Axes, cells: list[str] | None = None, platform: str = "linux-gnu") -> list[Claim]:
    """All claims of the files. With any finding it prints them all and exits with 1."""
    documents, findings = read_all(paths)
    findings += lint(documents, axes, cells, platform)
    claims = [claim for document in documents for claim in document.claims]
    if not claims and not findings:
        findings.append(Finding(paths[0], 1, "required-key", "no claim in any file, write a [[claim]] table"))
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        sys.exit(1)
    return claims


def do_compile(options: argparse.Namespace) -> None:
    axes = read_axes(options.axes)
    options.out.write_text(c_table(check(options.claims, axes), axes), encoding="utf-8")


def do_ctest(options: argparse.Namespace) -> None:
    claims = check(options.claims, read_axes(options.axes))
    options.out.write_text(cmake_tests(claims), encoding="utf-8")


def do_lint(options: argparse.Namespace) -> None:
    cells = read_planned_cells(options.cells) if options.cells else None
    claims = check(options.claims, read_axes(options.axes), cells, options.platform)
    print(f"{len(claims)} claims in {len(options.claims)} files, nothing to say against them")


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="claims.py", description=(__doc__ or "").partition(". ")[0] + ".")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, action, text in (
        ("compile", do_compile, "check the claims, then write them as a C table"),
        ("ctest", do_ctest, "check the claims, then write one CMake test for each"),
        ("lint", do_lint, "check the claims; with --cells also that every selector picks a planned cell"),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(action=action)
        command.add_argument("--axes", type=Path, default=HERE / "axes.def", help="the ids (default: %(default)s)")
        command.add_argument("claims", type=Path, nargs="+", metavar="CLAIMS.toml")
        if name == "lint":
            command.add_argument("--cells", type=Path, help="what `lastwords list cells` printed")
            command.add_argument("--platform", default="linux-gnu", help="where that was (default: %(default)s)")
        else:
            command.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = parse(argv)
    try:
        options.action(options)
    except OSError as error:
        print(f"claims.py: {error.filename}: {error.strerror}, check the path", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
