# SPDX-License-Identifier: MIT
"""Typed access to a JSON object, with an error that names the key.

Knows nothing of records. A record is written by another program and may have
been edited, cut or forged: nothing is taken for what it should be.
"""
from __future__ import annotations

import json
import re
from collections.abc import Collection

INT_MIN, INT_MAX = -(2**63), 2**63 - 1


class FieldError(Exception):
    """A value is missing or is not what it must be; the text says which and how."""


def dump(value: object, ascii: bool = False) -> str:
    """A value as JSON, however deep it is."""
    try:
        return json.dumps(value, ensure_ascii=ascii)
    except RecursionError:
        return "(nested too deeply)"


def shown(value: object) -> str:
    """A short form of a value for a message: plain ASCII, no control characters."""
    text = dump(value, ascii=True).replace("\x7f", "\\u007f")
    return text if len(text) <= 60 else text[:57] + "..."


class Fields:
    """One JSON object, and where in its line it stands."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, dict):
            raise FieldError(f"{path or 'a line'} must be an object, but is {shown(value)}")
        self._values: dict[str, object] = value
        self._path = path

    def at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def fail(self, key: str, must_be: str) -> FieldError:
        value = shown(self._values.get(key))
        return FieldError(f"{self.at(key)} must be {must_be}, but is {value}")

    def has(self, key: str) -> bool:
        return key in self._values

    def keys(self) -> list[str]:
        return list(self._values)

    def value(self, key: str) -> object:
        if key not in self._values:
            raise FieldError(f"{self.at(key)} is missing")
        return self._values[key]

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str):
            raise self.fail(key, "text")
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self.value(key) is None else self.text(key)

    def word(self, key: str, words: Collection[str]) -> str:
        value = self.text(key)
        if value not in words:
            raise self.fail(key, "one of " + ", ".join(words))
        return value

    def matching(self, key: str, pattern: re.Pattern[str], what: str) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise self.fail(key, what)
        return value

    def whole(self, key: str, least: int = INT_MIN) -> int:
        value = self.value(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(key, "a whole number")
        if not least <= value <= INT_MAX:
            raise self.fail(key, f"a whole number from {least} to {INT_MAX}")
        return value

    def whole_or_none(self, key: str) -> int | None:
        return None if self.value(key) is None else self.whole(key)

    def flag(self, key: str) -> bool:
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false")
        return value

    def _list(self, key: str) -> list[object]:
        value = self.value(key)
        if not isinstance(value, list):
            raise self.fail(key, "a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self.fail(key, "a list of texts")
        return tuple(str(value) for value in values)

    def inner(self, key: str) -> Fields:
        return Fields(self.value(key), self.at(key))

    def objects(self, key: str) -> list[Fields]:
        return [Fields(value, f"{self.at(key)}[{i}]") for i, value in enumerate(self._list(key))]

    def mapping(self, key: str) -> dict[str, object]:
        return dict(self.inner(key)._values)
