# SPDX-License-Identifier: MIT
"""Which launches and deliveries a claim speaks of."""
from __future__ import annotations

import pytest

from reports import axes, claims
from reports.site.selectors import Spoken, expand, tokens

LAUNCHES = ["plain", "new-group", "no-window", "no-window-group"]
DELIVERIES = ["sigint", "sigterm", "sigterm-group", "tty-close"]


@pytest.mark.parametrize(
    ("selector", "launches", "deliveries"),
    [
        ("console/plain/sigterm/none", (0,), (1,)),
        ("console/{plain,no-window}/sig*/handler-*", (0, 2), (0, 1, 2)),
        ("{bare,deaf}/*/*/none", None, None),
        ("console/*window*/{sig,tty-}{int,close}/none", (2, 3), (0, 3)),
        ("console/no-window", (2,), None),
        ("console", None, None),
        ("console/gone/sigterm/none", (), (1,)),
    ],
)
def test_globs(selector: str, launches: tuple[int, ...] | None, deliveries: tuple[int, ...] | None) -> None:
    assert expand([selector], LAUNCHES, DELIVERIES) == (Spoken(launches, deliveries),)


def test_the_same_twice_is_once() -> None:
    selectors = ["console/plain/sigterm/none", "bare/plain/sigterm/*", "a/*/sigint/b"]
    spoken = expand(selectors, LAUNCHES, DELIVERIES)
    assert spoken == (Spoken((0,), (1,)), Spoken(None, (0,)))
    assert tokens(one.launches for one in spoken) == "0;*"
    assert tokens(one.deliveries for one in spoken) == "1;0"


def test_nothing_is_no_group() -> None:
    assert tokens(one.launches for one in expand([], LAUNCHES, DELIVERIES)) == ""


def test_every_claim_speaks_of_something() -> None:
    known = axes.load()
    launches, deliveries = list(known.words["launch"]), list(known.words["delivery"])
    for claim in claims.load(tuple(known.words["platform"])):
        spoken = expand(claim.cells, launches, deliveries)
        assert spoken, claim.id
        assert all(one.launches != () and one.deliveries != () for one in spoken), claim.id
