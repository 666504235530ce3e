"""Draws how time and memory grow with an archive: `python -m tests.benchmarks.growth` makes docs/pictures/growth.svg.

matplotlib is no dependency of Marsad: `pip install matplotlib` first.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.scale import Measured, measured

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "growth.svg"

Lines = Sequence[tuple[str, str]]
"""Fields of `Measured` and what they are called."""

_PANELS: Sequence[tuple[str, Lines]] = (
    (
        "Milliseconds a question",
        (("search_p50", "search, median"), ("search_p99", "search, p99"), ("scan_p50", "rapidfuzz scan, median")),
    ),
    ("Megabytes", (("resident_mb", "resident"), ("build_mb", "most while building"), ("file_mb", "compiled file"))),
    ("Seconds", (("build_s", "build"), ("load_s", "load"))),
)


def draw(rows: Sequence[Measured], target: Path) -> None:
    """Three panels over the number of sentences, both axes logarithmic."""
    mpl = importlib.import_module("matplotlib")
    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.family": "sans-serif"})
    pyplot = importlib.import_module("matplotlib.pyplot")
    figure, panels = pyplot.subplots(1, len(_PANELS), figsize=(13, 4), layout="constrained")
    for panel, (title, lines) in zip(panels, _PANELS, strict=True):
        _draw_panel(panel, title, lines, rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Date": None})


def _draw_panel(panel: Any, title: str, lines: Lines, rows: Sequence[Measured]) -> None:
    sizes = [row.sentences for row in rows]
    for name, label in lines:
        values = [getattr(row, name) for row in rows]
        panel.plot(sizes, values, marker="o", markersize=4, label=label)
        panel.annotate(
            f"{values[-1]:.3g}", (sizes[-1], values[-1]), textcoords="offset points", xytext=(4, 3), fontsize=8
        )
    panel.set(title=title, xlabel="imported sentences", xscale="log", yscale="log")
    panel.xaxis.set_major_formatter("{x:,.0f}")
    panel.yaxis.set_major_formatter("{x:g}")
    panel.margins(x=0.12)
    panel.grid(visible=True, which="major", alpha=0.3)
    panel.legend(fontsize=8, frameon=False)


def table(rows: Sequence[Measured]) -> str:
    """The same figures as a Markdown table."""
    names = [name for name in Measured.__dataclass_fields__ if name != "sentences"]
    lines = [f"| | {' | '.join(f'{row.sentences:,}' for row in rows)} |", "|---" * (len(rows) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(f'{getattr(row, name):.3g}' for row in rows)} |" for name in names]
    return "\n".join(lines)


def main() -> None:
    """Measure every size and draw."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [measured(size, Path(folder)) for size in SIZES]
    draw(rows, PICTURE)
    sys.stdout.write(f"{table(rows)}\n\n{PICTURE}\n")


if __name__ == "__main__":
    main()
