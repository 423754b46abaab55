# SPDX-License-Identifier: MIT
"""What is documented of each platform: the expectations of matrix/claims/*.toml.

They are not in the record, whose verdicts only know what is expected of its own platform: so a
mended claim needs no new record, and platforms that nobody has run yet have their column too.
"""
from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from .model import CellName

MATRIX = Path(__file__).resolve().parent.parent / "matrix"
CLAIMS = MATRIX / "claims"


@dataclass(frozen=True)
class Claim:
    """One statement: where it stands, and what is documented of each platform that is spoken of."""

    id: str
    title: str
    article: tuple[str, ...]
    expect: dict[str, str]
    family: str = ""
    says: str = ""
    sources: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()  # its selectors


@cache
def model() -> ModuleType:
    """matrix/claims_model.py, which says what a claim is and which platform is like which other."""
    spec = spec_from_file_location("claims_model", MATRIX / "claims_model.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules.setdefault(spec.name, module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def inherits(platform: str) -> bool:
    """Is this platform expected to be as another one, unless something else is said?"""
    return platform in model().INHERITS


@cache
def load(platforms: tuple[str, ...], folder: Path = CLAIMS) -> tuple[Claim, ...]:
    """All claims by family and in their order. Raises OSError where a file cannot be read."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        for claim in model().read_document(path).claims:
            expect = {name: ruling for name in platforms if (ruling := claim.expect(name))}
            title = str(claim.raw.get("title", claim.id))
            found.append(
                Claim(
                    id=claim.id,
                    title=title,
                    article=tuple(claim.words("article")),
                    expect=expect,
                    family=path.stem,
                    says=str(claim.raw.get("says", "")),
                    sources=tuple(claim.words("sources")),
                    cells=tuple(claim.words("cells")),
                )
            )
    return tuple(found)


@cache
def _selectors(folder: Path) -> dict[str, tuple[str, ...]]:
    documents = (model().read_document(path) for path in sorted(folder.glob("*.toml")))
    return {claim.id: tuple(claim.words("cells")) for document in documents for claim in document.claims}


def selector(claim: str, folder: Path = CLAIMS) -> Callable[[CellName], bool] | None:
    """Which cells a claim speaks of; None for a claim that is not stated (any more). Raises OSError."""
    globs = _selectors(folder).get(claim)
    if globs is None:
        return None
    return lambda name: any(model().matches(glob, str(name)) for glob in globs)
