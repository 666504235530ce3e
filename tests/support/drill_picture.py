"""Draws what /metrics said during `deploy/drill.sh`.

    python -m tests.support.drill_picture FIGURES docs/pictures/drill.svg

matplotlib is no dependency of Marsad: `pip install matplotlib` first.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

_AT = "# at "
_PANELS: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    ("Readers who follow", (("marsad_subscribers", "subscribers"),)),
    (
        "Messages of the outbox",
        (
            ('marsad_outbox_messages{state="queued"}', "queued"),
            ('marsad_outbox_messages{state="uncertain"}', "uncertain"),
        ),
    ),
    ("Messages sent since its start", (('marsad_sends_total{outcome="sent"}', "sent"),)),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What /metrics said at a second; nothing while no bot ran."""

    at: float
    figures: dict[str, float]


def moments(text: str) -> Iterator[Moment]:
    """The blocks of a file of figures, in order."""
    for block in text.split(_AT)[1:]:
        at, _, said = block.partition("\n")
        samples = (one for family in text_string_to_metric_families(said) for one in family.samples)
        yield Moment(float(at), {_named(one.name, one.labels): one.value for one in samples})


def _named(name: str, labels: dict[str, str]) -> str:
    told = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
    return f"{name}{{{told}}}" if told else name


def draw(found: Sequence[Moment], target: Path) -> None:
    """A panel above the other, over the seconds of the drill; gaps where no bot ran."""
    mpl = importlib.import_module("matplotlib")
    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "drill", "svg.fonttype": "none", "font.family": "sans-serif"})
    pyplot = importlib.import_module("matplotlib.pyplot")
    figure, panels = pyplot.subplots(len(_PANELS), figsize=(10, 7), sharex=True, layout="constrained")
    for panel, (title, lines) in zip(panels, _PANELS, strict=True):
        _draw_panel(panel, title, lines, found)
    panels[-1].set_xlabel("seconds")
    figure.savefig(target, metadata={"Date": None})


def _draw_panel(panel: Any, title: str, lines: Sequence[tuple[str, str]], found: Sequence[Moment]) -> None:
    seconds = [one.at - found[0].at for one in found]
    for name, label in lines:
        panel.plot(seconds, [_value(one, name) for one in found], label=label)
    panel.set_title(title, fontsize=10, loc="left")
    panel.set_ylim(bottom=0)
    panel.grid(visible=True, alpha=0.3)
    panel.legend(fontsize=8, frameon=False, loc="upper left")


def _value(moment: Moment, name: str) -> float:
    """Nothing, drawn as a gap, while no bot ran; 0 of what has not happened yet."""
    return moment.figures.get(name, 0.0) if moment.figures else float("nan")


if __name__ == "__main__":
    draw(list(moments(Path(sys.argv[1]).read_text("utf-8"))), Path(sys.argv[2]))
