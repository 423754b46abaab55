# SPDX-License-Identifier: MIT
"""Pieces of a page in a room that is too small for all of them: what is left out is counted and said.

Knows neither records nor Markdown. A piece has rows of its own rank; who comes first in rank gets room
first, wherever on the page it stands.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .view import plural

LAST_LINE = 400  # room kept for the line that says what was left out


@dataclass
class Piece:
    """Lines before its rows, rows, lines after; noun says what a row is. No rows: it is left away."""

    noun: str
    head: list[str]
    rows: list[str]
    tail: list[str] = field(default_factory=list)
    rank: int = 0
    share: float = 1.0  # of the room, at most, where not all fits
    kept: int = 0

    def lines(self) -> list[str]:
        return [*self.head, *self.rows[: self.kept], *self.tail] if self.kept else []


def size(lines: Sequence[str]) -> int:
    """In bytes of UTF-8, which are never fewer than characters, however those are counted."""
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _take(piece: Piece, room: int) -> int:
    """Keep the rows that fit, from the first on. Returns how much room they take."""
    used = size([*piece.head, *piece.tail])
    for row in piece.rows:
        if used + size([row]) > room:
            break
        used += size([row])
        piece.kept += 1
    return used if piece.kept else 0


def _left_out(pieces: Sequence[Piece]) -> str:
    counts: Counter[str] = Counter()
    for piece in pieces:
        counts[piece.noun] += len(piece.rows) - piece.kept
    return ", ".join(plural(count, noun) for noun, count in counts.items() if count)


def fit(pieces: Sequence[Piece], limit: int, words: str) -> str:
    """The page, of at most limit bytes. Its last line says what was left out; words are that line, with
    {what} and {limit} in it. The limit is to be a few times LAST_LINE at least."""
    whole = sum(size([*piece.head, *piece.rows, *piece.tail]) for piece in pieces if piece.rows)
    room = limit - LAST_LINE * (whole > limit)
    for piece in sorted(pieces, key=lambda piece: piece.rank):
        share = piece.share if whole > limit else 1
        room -= _take(piece, min(room, int(limit * share)))
    lines = [line for piece in pieces for line in piece.lines()]
    if what := _left_out(pieces):
        lines += [words.format(what=what, limit=limit)]
    return "\n".join(lines) + "\n"
