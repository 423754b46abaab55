# SPDX-License-Identifier: MIT
"""One line of a record, from JSON to model. Knows no files."""
from __future__ import annotations

import re
from collections.abc import Callable

from .fields import FieldError, Fields
from .model import (
    AXES,
    BASES,
    EXPECTATIONS,
    FORMAT,
    HOWS,
    RULINGS,
    STEPS,
    Absent,
    Blocked,
    Call,
    Cell,
    CellName,
    End,
    Finish,
    Found,
    Known,
    LeftOut,
    Line,
    Mark,
    Run,
    Sent,
    Times,
    Verdict,
)

ID = "[a-z0-9_-]{1,64}"
NAME = re.compile("/".join([ID] * 4))
PATTERN = re.compile("/".join([rf"(?:{ID}|\*)"] * 4))


def _name(fields: Fields, key: str, pattern: re.Pattern[str] = NAME) -> CellName:
    return CellName(*fields.matching(key, pattern, "probe/launch/delivery/responder").split("/"))


def _run(f: Fields) -> Run:
    if f.text("format") != FORMAT:
        raise f.fail("format", f"{FORMAT}, the only one that these reports know")
    os = f.inner("os")
    return Run(
        id=f.text("id"),
        tool=f.text("tool"),
        platform=f.text("platform"),
        os={key: os.text_or_none(key) for key in ("kernel", "libc", "distribution", "machine")},
        facts=f.mapping("facts"),
        started=f.text("started"),
        shard=f.text_or_none("shard"),
        rounds=f.whole("rounds", 1),
        cells=f.whole("cells", 0),
        filters=f.texts("filters") if f.has("filters") else (),
    )


def _absent(f: Fields) -> Absent:
    return Absent(axis=f.word("axis", AXES), id=f.text("id"), why=f.text("why"))


def _end(f: Fields) -> End:
    return End(
        how=f.word("how", HOWS),
        code=f.whole("code"),
        signal=f.text_or_none("signal"),
        raw=f.whole("raw"),
    )


def _sent(f: Fields) -> Sent:
    return Sent(ok=f.flag("ok"), error=f.whole("error"), calls=tuple(map(_call, f.objects("calls"))))


def _call(f: Fields) -> Call:
    # The first records had no times of calls.
    ns = f.whole("ns") if f.has("ns") else None
    return Call(f.text("call"), f.whole("value"), f.whole("error"), ns)


def _mark(f: Fields) -> Mark:
    return Mark(f.text("rung"), f.whole_or_none("ns"), f.whole("pid"), f.text_or_none("signal"))


def _times(f: Fields) -> Times:
    return Times(f.whole("ready"), f.whole_or_none("first"), f.whole("end"), f.whole("total"))


def _found(f: Fields) -> Found:
    values = ("processes", "window-class", "runtime")
    return Found(
        facts={key: f.flag(key) for key in f.keys() if key not in values},
        processes=f.whole("processes", 0),
        window_class=f.text_or_none("window-class"),
        runtime=f.text_or_none("runtime"),
    )


def _observed(f: Fields) -> Cell:
    return Cell(
        name=_name(f, "cell"),
        round=f.whole("round", 0),
        sent=_sent(f.inner("sent")),
        end=_end(f.inner("end")),
        wrapper=_end(f.inner("wrapper")) if f.has("wrapper") else None,
        rescued=f.flag("rescued") if f.has("rescued") else False,
        ran=f.texts("ran"),
        heard=f.texts("heard"),
        marks=tuple(_mark(mark) for mark in f.objects("marks")),
        marks_lost=f.whole("marks_lost", 0) if f.has("marks_lost") else 0,
        basis=f.word("basis", BASES),
        ns=_times(f.inner("ns")),
        found=_found(f.inner("found")) if f.has("found") else None,
    )


def _cell(f: Fields) -> Cell | LeftOut | Blocked:
    if f.has("absent"):
        return LeftOut(name=_name(f, "cell", PATTERN), why=f.text("absent"))
    if f.has("trouble"):
        trouble = f.inner("trouble")
        return Blocked(
            name=_name(f, "cell"),
            round=f.whole("round", 0),
            step=trouble.word("step", STEPS),
            error=trouble.whole("error"),
            what=trouble.text("what"),
        )
    return _observed(f)


def _known(f: Fields) -> Known | None:
    if f.value("known") is None:
        return None
    known = f.inner("known")
    return Known(ruling=known.word("ruling", RULINGS), note=known.text("note"))


def _verdict(f: Fields) -> Verdict:
    return Verdict(
        claim=f.text("claim"),
        family=f.text("family"),
        title=f.text("title"),
        says=f.text("says"),
        article=f.texts("article"),
        sources=f.texts("sources"),
        expect=None if f.value("expect") is None else f.word("expect", EXPECTATIONS),
        known=_known(f),
        ruling=f.word("ruling", RULINGS),
        as_expected=f.flag("as_expected"),
        cells=f.whole("cells", 0),
        blocked=f.whole("blocked", 0),
        exhibit=None if f.value("exhibit") is None else _name(f, "exhibit"),
        because=f.text("because"),
    )


def _finish(f: Fields) -> Finish:
    return Finish(
        cells=f.whole("cells", 0),
        blocked=f.whole("blocked", 0),
        faults=f.whole("faults", 0),
        unstable=f.whole("unstable", 0),
        ns=f.whole("ns"),
    )


PARSERS: dict[str, Callable[[Fields], Line]] = {
    "run": _run,
    "absent": _absent,
    "cell": _cell,
    "verdict": _verdict,
    "end": _finish,
}


def parse(value: object) -> Line:
    """The line that a JSON value stands for. Raises FieldError, which names line and key."""
    fields = Fields(value)
    kind = fields.word("type", PARSERS)
    try:
        return PARSERS[kind](fields)
    except FieldError as error:
        name = fields.value("cell") if kind == "cell" and fields.has("cell") else None
        label = f"{kind} {name}" if isinstance(name, str) and PATTERN.fullmatch(name) else kind
        raise FieldError(f"{label}: {error}") from None
