# SPDX-License-Identifier: MIT
"""The schema says what contract and reader say: no key more, no key less, the same words."""
from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reports import axes, model
from reports.fields import FieldError
from reports.parse import parse
from reports.validate import SCHEMA, problem

from . import build

schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
whole = Draft202012Validator(schema)
NAME = "console/plain/sigterm/handler-flag"
OPTIONAL = {("wrapper",), ("rescued",), ("marks_lost",), ("filters",), ("found",)}
# What a probe could not tell is left out.
OPTIONAL |= {("found", key) for key in ("console", "window", "leader")}
# The first records had no times of calls.
OPTIONAL |= {("sent", "calls", i, "ns") for i in range(3)}
OPEN = ("facts",)


def objects(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all closed objects in a line."""
    if isinstance(value, dict) and path != OPEN:
        yield path
        for key, inner in value.items():
            yield from objects(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from objects(inner, (*path, i))


def at(line: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        line = line[key]
    return line


def every_object() -> list[Any]:
    return [
        pytest.param(line, path, id=f"{name}-{'.'.join(map(str, path)) or 'line'}")
        for name, line in build.shapes().items()
        for path in objects(line)
    ]


def every_key() -> list[Any]:
    return [
        pytest.param(line, (*path, key), id=f"{name}-{'.'.join(map(str, (*path, key)))}")
        for name, line in build.shapes().items()
        for path in objects(line)
        for key in at(line, path)
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("line", build.shapes().values(), ids=build.shapes().keys())
def test_every_shape_is_accepted_and_is_one_only(line: Any) -> None:
    whole.validate(line)
    assert problem(line) is None
    parse(line)


@pytest.mark.parametrize(("line", "path"), every_object())
def test_an_unknown_key_is_rejected_wherever_it_stands(line: Any, path: tuple[Any, ...]) -> None:
    line = copy.deepcopy(line)
    at(line, path)["surprise"] = 1
    assert not whole.is_valid(line)
    if path == ("found",):  # any id, but then true or false
        assert "found.surprise is 1; it must be: an id of AXES_FOUND" in (problem(line) or "")
        return
    assert "'surprise' was unexpected" in (problem(line) or "")


def test_facts_may_hold_any_key() -> None:
    line = build.run(facts={"anything": {"at": ["all", 1, None]}})
    assert whole.is_valid(line)
    assert problem(line) is None


@pytest.mark.parametrize(("line", "path"), every_key())
def test_a_missing_key_is_rejected_by_schema_and_reader(line: Any, path: tuple[Any, ...]) -> None:
    line = copy.deepcopy(line)
    del at(line, path[:-1])[path[-1]]
    if path in OPTIONAL:
        assert whole.is_valid(line)
        assert parse(line)
        return
    assert whole.is_valid(line) is (path[:-1] == OPEN)
    assert (problem(line) is None) is (path[:-1] == OPEN)
    if path[:-1] != OPEN:
        with pytest.raises(FieldError):
            parse(line)


@pytest.mark.parametrize(("line", "path"), every_key())
def test_a_wrong_type_is_rejected_by_schema_and_reader(line: Any, path: tuple[Any, ...]) -> None:
    line = copy.deepcopy(line)
    at(line, path[:-1])[path[-1]] = [{"wrong": 1}]
    assert not whole.is_valid(line)
    assert problem(line)
    with pytest.raises(FieldError):
        parse(line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (build.cell(NAME, basis="hope"), 'basis is "hope"; it must be: why the cell is over'),
        (build.cell("console/<b>"), 'cell is "console/<b>"; it must be: a cell name probe/launch'),
        (build.cell(NAME, rescued=False), "rescued is false; it must be: true where"),
        (build.cell(NAME, marks_lost=0), "marks_lost is 0; it must be: how many marks"),
        (build.cell(NAME, end=build.end(raw=-1)), "end.raw is -1; it must be: the wait status"),
        (build.cell(NAME, marks=[7]), "marks[0] is 7"),
        (build.blocked(NAME, step="fate"), 'trouble.step is "fate"; it must be: ground'),
        (build.run(platform="freebsd"), 'platform is "freebsd"; it must be: a platform of'),
        (build.run(started="yesterday"), 'started is "yesterday"; it must be: the time in UTC'),
        (
            build.verdict(sources=["javascript:1"]),
            'sources[0] is "javascript:1"; it must be: a web address',
        ),
        ({"type": "ghost"}, 'type is "ghost"; it must be one of cell, run, absent, verdict, end'),
        ([], "type is []; it must be one of"),
    ],
)
def test_the_complaint_names_the_key_and_what_it_must_be(line: Any, says: str) -> None:
    assert not whole.is_valid(line)
    assert (problem(line) or "").startswith(says)


@pytest.mark.parametrize(
    ("words", "shape", "path"),
    [
        (model.HOWS, "process-end", ("how",)),
        (model.BASES, "observed", ("basis",)),
        (model.STEPS, "blocked", ("trouble", "properties", "step")),
        (model.AXES, "absent", ("axis",)),
        ((*model.EXPECTATIONS, None), "verdict", ("expect",)),
    ],
)
def test_schema_and_reader_have_the_same_words(
    words: tuple[str, ...], shape: str, path: tuple[str, ...]
) -> None:
    assert at(schema["$defs"][shape]["properties"], path)["enum"] == list(words)


def test_rulings_and_format_are_the_same_too() -> None:
    assert schema["$defs"]["ruling"]["enum"] == list(model.RULINGS)
    assert schema["$defs"]["run"]["properties"]["format"]["const"] == model.FORMAT


def test_platforms_are_those_of_the_axes() -> None:
    assert schema["$defs"]["run"]["properties"]["platform"]["enum"] == list(
        axes.load().words["platform"]
    )


def test_every_closed_value_is_described_for_people() -> None:
    silent = [
        f"{name}.{key}"
        for name, shape in schema["$defs"].items()
        for key, rule in shape.get("properties", {}).items()
        if not {"description", "$ref", "const", "properties", "items"} & set(rule)
    ]
    assert silent == []
    assert all("title" in shape or "description" in shape for shape in schema["$defs"].values())
