# SPDX-License-Identifier: MIT
"""Draws numbers as SVG: distributions on a logarithmic axis, and shares as a heat map.

Knows ids and numbers, nothing of records or pages. Raises ImportError where matplotlib is missing.
The same numbers give the same bytes: nothing in a file is of today, of chance, or of a user's own
settings. Text stays text. Colours are those of report.css on a light ground; the sheet within each file has the
dark ones too.
"""
from __future__ import annotations

import io
import logging
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TEXT, QUIET, LINE, FIRST, GONE = "#1b1b1f", "#55585f", "#d5d7dc", "#0b57d0", "#7a4b00"
DARK = {TEXT: "#e6e7ea", QUIET: "#a7abb3", LINE: "#3a3d44", FIRST: "#9cc2ff", GONE: "#f5c76b"}
STYLE, COLOUR = re.compile(r'style="([^"]*)"'), re.compile(r"#[0-9a-f]{6}")
SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "lastwords",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "text.color": TEXT,
    "axes.edgecolor": LINE,
    "axes.labelcolor": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
}
UNITS = ("ns", "µs", "ms", "s")
WIDTH, ROW, HEAD = 9.6, 0.21, 1.0  # inches: the whole, a row, what is above and below the rows
PLACES = 400  # on an axis; points that share one are drawn once
MIDDLE, BOX = 3, 5  # so many numbers at least have a median, have quartiles
# Share up to -> opacity.
STEPS = ((0, 0.0), (0.25, 0.08), (0.5, 0.16), (0.75, 0.24), (0.9999, 0.32), (1, 0.42))


@dataclass(frozen=True)
class Row:
    """One id and its numbers, in nanoseconds."""

    id: str
    first: Sequence[int]
    gone: Sequence[int]


def decades(numbers: Iterable[int]) -> tuple[int, int]:
    """The powers of ten around all numbers; what is not above zero has no place on the axis."""
    logs = [math.log10(number) for number in numbers if number > 0]
    if not logs:
        return 3, 9
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)


def quantile(ordered: Sequence[int], share: float) -> float:
    """Between two numbers in proportion, as statistics.quantiles() does with method "inclusive"."""
    at = share * (len(ordered) - 1)
    low = ordered[math.floor(at)]
    return low + (ordered[math.ceil(at)] - low) * (at % 1)


def distributions(rows: Sequence[Row], limits: tuple[int, int]) -> str:
    """Two panels with a row an id: a stroke a number, a box from the first to the third quartile."""
    with _figure(len(rows)) as figure:
        panels = figure.subplots(1, 2, sharey=True)
        for panel, title, colour, take in (
            (panels[0], "until the first mark", FIRST, lambda row: row.first),
            (panels[1], "until it was gone", GONE, lambda row: row.gone),
        ):
            _panel(panel, [take(row) for row in rows], limits, colour)
            panel.set_title(title, fontsize=10, color=TEXT)
        _names(panels[0], [row.id for row in rows])
        return _svg(figure)


def _panel(panel: Axes, rows: Sequence[Sequence[int]], limits: tuple[int, int], colour: str) -> None:
    strokes: list[tuple[float, float]] = []
    boxes: list[tuple[float, float, float, float]] = []
    middles: list[tuple[float, float]] = []
    for y, numbers in enumerate(rows):
        shown = sorted(number for number in numbers if number > 0)
        panel.annotate(
            str(len(numbers)) if numbers else "–", (1, y), (-3, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", ha="right", va="center", fontsize=7, color=QUIET,
        )  # fmt: skip
        if not shown:
            continue
        places = (limits[1] - limits[0]) / PLACES
        strokes += [(10**at, y) for at in sorted({round(math.log10(n) / places) * places for n in shown})]
        if len(shown) >= MIDDLE:
            middles.append((quantile(shown, 0.5), y))
        if len(shown) >= BOX:
            boxes.append((quantile(shown, 0.25), y - 0.33, quantile(shown, 0.75), y + 0.33))
    panel.set_xscale("log")
    panel.set_xlim(10.0 ** limits[0] * 0.8, 10.0 ** limits[1] * 2.2)
    panel.set_ylim(len(rows) - 0.5, -0.5)
    step = 1 if limits[1] - limits[0] < 8 else 3
    ticks = range(limits[0], limits[1] + 1, step)
    panel.set_xticks([10.0**power for power in ticks], [_power(power) for power in ticks])
    panel.minorticks_off()
    panel.tick_params(length=0)
    panel.grid(axis="x", color=LINE, linewidth=0.6)
    panel.set_axisbelow(True)
    _rectangles(panel, boxes, colour, 0.22)
    _strokes(panel, strokes, 0.2, colour, 0.9)
    _strokes(panel, middles, 0.42, TEXT, 1.8)


def shares(ids: Sequence[str], across: Sequence[str], numbers: Sequence[Sequence[float | None]]) -> str:
    """A field an id and word across: the share in per cent, the ground the stronger the larger it is."""
    with _figure(len(ids), 0.9) as figure:
        panel = figure.subplots()
        fields: dict[float, list[tuple[float, float, float, float]]] = {}
        for y, row in enumerate(numbers):
            for x, share in enumerate(row):
                text = "–" if share is None else percent(share)
                panel.text(x, y, text, ha="center", va="center", fontsize=7.5, color=TEXT if share else QUIET)
                fields.setdefault(_opacity(share or 0), []).append((x - 0.47, y - 0.44, x + 0.47, y + 0.44))
        for opacity in sorted(fields):
            if opacity:
                _rectangles(panel, fields[opacity], FIRST, opacity)
        panel.set_xlim(-0.5, len(across) - 0.5)
        panel.set_ylim(len(ids) - 0.5, -0.5)
        panel.xaxis.tick_top()
        panel.set_xticks(range(len(across)), across, rotation=40, ha="left", parse_math=False)
        panel.tick_params(length=0)
        panel.spines[:].set_visible(False)
        _names(panel, ids)
        return _svg(figure)


def percent(share: float) -> str:
    """A whole number that is 0 or 100 only where nothing or everything is meant."""
    return str(round(share * 100) if share in (0, 1) else min(99, max(1, round(share * 100))))


def _opacity(share: float) -> float:
    return next(opacity for most, opacity in STEPS if share <= most)


def _power(power: int) -> str:
    unit = min(max(power // 3, 0), len(UNITS) - 1)
    number = power - 3 * unit
    return f"{10**number} {UNITS[unit]}" if 0 <= number < 6 else f"1e{number} {UNITS[unit]}"


def _names(panel: Axes, ids: Sequence[str]) -> None:
    panel.set_yticks(range(len(ids)), ids, parse_math=False)


def _strokes(
    panel: Axes, places: Sequence[tuple[float, float]], half: float, colour: str, width: float
) -> None:
    """Upright strokes as one path."""
    xs = [value for x, _ in places for value in (x, x, math.nan)]
    ys = [value for _, y in places for value in (y - half, y + half, math.nan)]
    panel.plot(xs, ys, color=colour, linewidth=width, solid_capstyle="butt")


def _rectangles(
    panel: Axes, corners: Sequence[tuple[float, float, float, float]], colour: str, opacity: float
) -> None:
    """Rectangles as one path."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not corners:
        return
    points = [p for x, y, to, end in corners for p in ((x, y), (to, y), (to, end), (x, end), (x, y))]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(corners)
    panel.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=opacity, linewidth=0))


@contextmanager
def _figure(rows: int, more: float = 0.0) -> Iterator[Figure]:
    """A figure under our settings alone. What a font lacks is the reader's font's to show."""
    import matplotlib
    from matplotlib.figure import Figure

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        yield Figure(figsize=(WIDTH, HEAD + more + ROW * rows), layout="constrained")


def _svg(figure: Figure) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    figure.patch.set_visible(False)
    for panel in figure.axes:
        panel.patch.set_visible(False)
    FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    return _small(out.getvalue())


def _small(svg: str) -> str:
    """Two decimals are finer than a screen; a style that many share is written once, and for the dark."""
    svg = re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), svg)
    svg = re.sub(r"<!.*?>\n?|<metadata>.*?</metadata>\n?", "", svg, flags=re.DOTALL)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"|(?m:^ +)|(?<=<g) id="[^"]*"', "", svg)
    names: dict[str, str] = {}
    svg = STYLE.sub(lambda style: f'class="{names.setdefault(style[1], f"s{len(names)}")}"', svg)
    light = "".join(f".{name}{{{style}}}\n" for style, name in names.items())
    dark = COLOUR.sub(lambda colour: DARK.get(colour[0], colour[0]), light)
    return svg.replace("</style>", f"\n{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n</style>", 1)
