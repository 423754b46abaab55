# SPDX-License-Identifier: MIT
"""Writes the report: every page of every page module, into a folder that is complete or not there.

A report is made beside its place and moved there at the end; a folder that is there already is
replaced only when it holds a report.
"""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

import jinja2

from .. import claims
from ..axes import Axes
from ..escape import visible
from ..survey import Survey
from . import cell, families, front, matrix, runs, search, signs, times
from .page import (
    Page,
    Site,
    cell_href,
    claim_anchor,
    claim_href,
    column_label,
    family_href,
    family_name,
    matrix_href,
)

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "site"
ASSETS = ("report.css", "report.js")
MARK = "report.css"
MODULES = (front, families, matrix, cell, search, times, runs)


class NotAReport(Exception):
    """The folder holds something else, which is not to be lost."""


def environment() -> jinja2.Environment:
    """Everything is escaped that is not markup by type; control characters are named."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        signs=signs,
        cell_href=cell_href,
        claim_anchor=claim_anchor,
        claim_href=claim_href,
        family_href=family_href,
        family_name=family_name,
        matrix_href=matrix_href,
        column_label=column_label,
    )
    return env


def pages(site: Site) -> Iterator[Page]:
    for module in MODULES:
        yield from module.pages(site)


def render(site: Site, env: jinja2.Environment, found: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Path and text of each page."""
    for page in found:
        if page.template:
            template = env.get_template(page.template)
            yield page.path, template.render(site=site, root=page.root, path=page.path, **page.context)
        else:
            yield page.path, page.text


def write(
    survey: Survey,
    axes: Axes,
    out: Path,
    stated: Sequence[claims.Claim] | None = None,
    files: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """The pages, and files beside them by name. Returns the first page. Raises NotAReport, and OSError with nothing changed in out."""
    if out.exists() and not (out / MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotAReport(f"{out} is there and is not a report")
    if stated is None:
        stated = claims.load(tuple(axes.words["platform"]))
    site = Site(survey, axes, stated)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        beside.chmod(0o755)
        for name in ASSETS:
            shutil.copyfile(TEMPLATES / name, beside / name)
        for path, text in (*render(site, environment(), pages(site)), *files.items()):
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        if out.exists():
            shutil.rmtree(out)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return out / "index.html"
