# SPDX-License-Identifier: MIT
"""Check a record line by line against schema/record.schema.json, and say what is wrong.

Looks at shapes only; the order of the lines is record.py's business.
"""
from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .fields import shown
from .record import Skipped, values

SCHEMA = Path(__file__).resolve().parent / "schema" / "record.schema.json"
SHOWN = 20
LONGEST = 200
SHAPES = {"run": "run", "absent": "absent", "verdict": "verdict", "end": "finish"}


@cache
def validator(shape: str) -> Draft202012Validator:
    """For one shape of line: its complaint is about that shape, not about all of them."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    del schema["oneOf"]
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{shape}"})


def shape(value: object) -> str | None:
    """Which shape a line was meant to have, by its type; None when it has no such type."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str):
        return None
    if kind == "cell":
        return "left-out" if "absent" in value else "blocked" if "trouble" in value else "observed"
    return SHAPES.get(kind)


def _message(error: ValidationError) -> str:
    keys = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in error.absolute_path)
    where = "".join(keys).lstrip(".") or "the line"
    if str(error.validator) in ("required", "additionalProperties"):
        return f"{where}: {error.message[:LONGEST]}"
    rule = f"{error.validator} {json.dumps(error.validator_value)}"
    wanted = error.schema.get("description") or rule
    return f"{where} is {shown(error.instance)}; it must be: {wanted}"


def problem(value: object) -> str | None:
    """What is wrong with a line, None when nothing is."""
    name = shape(value)
    if name is None:
        kind = value.get("type") if isinstance(value, dict) else value
        return f"type is {shown(kind)}; it must be one of cell, {', '.join(SHAPES)}"
    try:
        error = next(validator(name).iter_errors(value), None)
    except RecursionError:
        return "the line is nested too deeply"
    return _message(error) if error else None


def check(path: Path, say: Callable[[str], None]) -> int:
    """Check a file and say the result. Returns 0 when all of it is valid, 1 when not."""
    lines = wrong = 0
    finished = False
    for number, value in values(path):
        lines += 1
        finished = isinstance(value, dict) and value.get("type") == "end"
        what = value.why if isinstance(value, Skipped) else problem(value)
        if what is None:
            continue
        wrong += 1
        if wrong <= SHOWN:
            say(f"{path}:{number}: {what}")
    if wrong > SHOWN:
        say(f"{path}: {wrong - SHOWN} more lines are not valid")
    if lines == 0:
        say(f"{path}: is empty\n  Try: lastwords run --record FILE")
        return 1
    ending = "" if finished else "; the run did not come to its end"
    say(f"{path}: {lines - wrong} of {lines} lines valid{ending}")
    return 1 if wrong else 0
