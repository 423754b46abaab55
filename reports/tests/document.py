# SPDX-License-Identifier: MIT
"""Reads an HTML page back, so that tests compare words and not markup."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Node:
    """An element with what is in it: text and elements."""

    tag: str
    attrs: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees of it, on one line."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        return "".join(child if isinstance(child, str) else child._raw() for child in self.children)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str, **attrs: str) -> list[Node]:
        """Elements of a tag, in their order; class_="a" is one of the classes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
        return [
            node
            for node in self.walk()
            if node.tag == tag and all(node._has(key, value) for key, value in wanted.items())
        ]

    def _has(self, key: str, value: str) -> bool:
        return value in self.attrs.get(key, "").split() if key == "class" else self.attrs.get(key) == value

    def at(self, id: str) -> Node:
        """The element that has this id."""
        found = [node for node in self.walk() if node.attrs.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements have the id {id!r}"
        return found[0]

    def rows(self) -> list[list[str]]:
        """The texts of a table, head and all."""
        return [[cell.text for cell in row.walk() if cell.tag in ("td", "th")] for row in self.all("tr")]


class _Reader(HTMLParser):
    """Builds the tree; an end that does not fit its beginning is an error, as for a validator."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(text: str) -> Node:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root], f"not ended: {[node.tag for node in reader.open[1:]]}"
    return reader.root


def read(path: Path) -> Node:
    return parse(path.read_text(encoding="utf-8"))
