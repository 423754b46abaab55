# SPDX-License-Identifier: MIT
"""cells.html and its data: what a search over all cells finds. The records are made up."""
from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reports import axes
from reports.site import search
from reports.site.known import Known
from reports.survey import survey

from . import build, site
from .site import C, FLAG


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site.sample(tmp_path_factory.mktemp("search"))


def node(root: Path, expression: str) -> Any:
    """What a script of the page evaluates to, where no document is."""
    code = (
        'const vm = require("vm"), fs = require("fs"), root = process.argv[1];'
        "const page = vm.createContext({window: {}, document: {addEventListener() {}, querySelectorAll: () => []}});"
        'for (const name of ["cells.js", "report.js"])'
        ' vm.runInContext(fs.readFileSync(`${root}/${name}`, "utf8"), page);'
        "console.log(JSON.stringify(vm.runInContext(process.argv[2], page)));"
    )
    done = subprocess.run(["node", "-e", code, root, expression], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def found(root: Path, **wanted: str) -> list[str]:
    """The names that a search finds."""
    fields = dict.fromkeys(("q", "column", "fate", "probe", "launch", "delivery", "responder"), "") | wanted
    return node(
        root,
        f"readCells(window.CELLS).filter((cell) => matches(cell, {json.dumps(fields)}, window.CELLS))"
        '.map((cell) => cell.ids.join("/"))',
    )


def test_the_data_agree_with_the_records(tmp_path: Path) -> None:
    root = site.sample(tmp_path)
    known = Known(survey([tmp_path / "l.jsonl", tmp_path / "w.jsonl"], print, axes.load()), axes.load())
    data = node(root, "window.CELLS")
    cells = node(root, "readCells(window.CELLS)")
    assert data["columns"] == [["gnu12", f"linux-gnu: {site.DEBIAN}"], ["wine8", f"wine: {site.WINE}"]]
    assert [tuple(cell["ids"]) for cell in cells] == [tuple(name) for name in known.cells]
    for cell, name in zip(cells, known.cells):
        for state, knows in zip(cell["states"], known.columns, strict=True):
            seen = knows.seen(name)
            if seen is None:
                assert state is None
            else:
                words = [data["fates"][fate][:2] for fate in state[0]]
                assert words == [[sign.word, sign.sign] for sign, _ in seen.fates]
                assert state[1:3] == [seen.ran, seen.rungs]


def test_a_search_finds_by_name_and_by_what_was_seen(root: Path) -> None:
    assert found(root, q="new-group/SIGTERM deaf handler-entered") == []
    assert found(root, q="new-group/SIGTERM handler-entered") == [f"{C}/new-group/sigterm/{FLAG}"]
    assert found(root, q="STATUS_CONTROL_C_EXIT") == [f"{C}/plain/kill/{FLAG}"]
    assert found(root, q="atexit SIGTERM plain ctrl-handler") == [f"{C}/plain/ctrl-c/ctrl-handler-flag"]
    assert found(root, q="error_invalid_parameter") == [f"{C}/plain/kill/{FLAG}"]
    assert found(root, q="pending") == [f"{C}/stopped/sigterm/{FLAG}"]
    assert found(root, q="no right to") == [f"{C}/no-window/sigterm/{FLAG}"]
    assert found(root, q="nothing-of-the-kind") == []
    assert len(found(root)) == 11


def test_filters_narrow_a_search(root: Path) -> None:
    assert found(root, delivery="kill", responder=FLAG, launch="plain") == [f"{C}/plain/kill/{FLAG}"]
    assert found(root, fate="killed") == [f"{C}/plain/kill/none", f"{C}/plain/kill/{FLAG}"]
    assert found(root, fate="killed", column="wine8") == [f"{C}/plain/kill/{FLAG}"]
    assert found(root, fate="alive") == [f"{C}/new-group/kill/{FLAG}"]
    assert found(root, fate="alive", column="wine8") == []
    assert found(root, q="exit", fate="blocked") == []
    assert found(root, probe="bare") == []


def test_what_differs_and_what_is_flaky_can_be_asked_for(tmp_path: Path) -> None:
    name, other = f"{C}/plain/kill/{FLAG}", f"{C}/plain/sigterm/{FLAG}"
    records = (
        site.linux(tmp_path / "a.jsonl", build.cell(name), build.cell(other)),
        site.linux(tmp_path / "b.jsonl", build.cell(name), build.cell(other, heard=["X"]), id="r2"),
        site.wine(tmp_path / "c.jsonl", build.cell(name, "signal", ()), build.cell(other)),
    )
    root = site.report(tmp_path / "site", *records)
    assert found(root, fate="differs") == [name]
    assert found(root, fate="flaky") == [other]


def test_every_value_of_a_filter_is_one_of_the_data(root: Path) -> None:
    page, data = site.page(root, "cells.html"), node(root, "window.CELLS")
    for axis, ids in zip(("probe", "launch", "delivery", "responder"), data["ids"]):
        options = [option.text for option in page.all("select", name=axis)[0].all("option")]
        assert options == ["any", *ids]
    fates = [option.text for option in page.all("select", name="fate")[0].all("option")]
    assert {"clean", "killed", "blocked"} <= set(fates)
    assert {"clean", "killed", "blocked"} <= {word for word, *_ in data["fates"]}


def test_without_a_script_there_are_links_to_all_cells(root: Path) -> None:
    page = site.page(root, "cells.html")
    links = [link.attrs["href"] for link in page.all("noscript")[0].all("a")]
    assert links == ["cell/sigterm.html", "cell/kill.html", "cell/ctrl-c.html"]
    assert page.at("count").attrs["aria-live"] == "polite"
    assert all(field.attrs.get("name") for field in page.at("search").all("select"))
    assert len(page.at("search").all("label")) == 7


def test_no_text_breaks_out_of_the_script(tmp_path: Path) -> None:
    text = "</script><!--&\u2028\u2029\x00"
    assert json.loads(search.script([text]).removeprefix("window.CELLS = ").removesuffix(";\n")) == [text]
    what = "</script><!-- & \u2028 \x1b \u202e"
    root = site.one(tmp_path, build.blocked(f"{C}/plain/kill/none", "launch", 0, what), os=site.system(what))
    raw = (root / "cells.js").read_text(encoding="utf-8")
    assert not set(raw) & set("<>&\u2028\u2029\x1b\u202e")
    assert node(root, "window.CELLS.states[0][4]") == "launch: </script><!-- & <U+2028> ␛ <U+202E>"
