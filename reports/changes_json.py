# SPDX-License-Identifier: MIT
"""A comparison as JSON, with every change that there is."""
from __future__ import annotations

import json

from .changes import notes
from .compare import Comparison, gate
from .side import Side

FORMAT = "lastwords-compare/1"


def _side_json(side: Side) -> dict[str, object]:
    return {
        "path": str(side.path),
        "kind": side.kind,
        "platform": side.platform,
        "version": side.version,
        "tool": side.run.tool if side.run else None,
        "run": side.run.id if side.run else None,
        "missing": side.missing,
        "part": side.part or None,
        "judged": side.verdicts is not None,
    }


def to_json(found: Comparison) -> str:
    """Everything, one change a line."""
    result, why = gate(found)
    head = {
        "format": FORMAT,
        "old": _side_json(found.old),
        "new": _side_json(found.new),
        "notes": notes(found),
        "cells": {"both": found.cells, "same": found.same, "blocked": found.blocked},
        "claims": None if found.claims is None else {"both": found.claims},
        "history": {"runs": found.history.runs, "others": found.history.others},
        "gate": {"code": result, "why": why},
    }
    rows = [
        {
            "of": change.of,
            "name": change.name,
            "kind": change.kind,
            "old": list(change.old),
            "new": list(change.new),
            "because": change.because or None,
            "gates": change.gates,
            "flaky": list(change.flaky) if change.flaky else None,
        }
        for change in found.changes
    ]
    body = ",\n".join(json.dumps(row) for row in rows)
    return json.dumps(head)[:-1] + ',\n"changes": [' + (f"\n{body}\n" if body else "") + "]}\n"
