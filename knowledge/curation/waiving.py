"""Words of a document that need no quote: written into its entry of `sources.yaml` with the reason, or taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.curation.adding import changing
from knowledge.curation.listing import LISTING, entries, rewritten
from knowledge.curation.sources import sound_seeds
from knowledge.errors import NotFound
from knowledge.files.replacing import or_as_before, replace_file

_WAIVED = "waived"

Waiver = Mapping[str, str]


def waive(seeds: Path, source: str, words: str, reason: str) -> None:
    """Waive words of a document; InvalidFiles where they do not stand in it, and nothing has changed."""
    one = {"words": words, "reason": reason}
    _change(seeds, source, lambda waived: [*(w for w in waived if w["words"] != words), one])


def take_back(seeds: Path, source: str, words: str) -> None:
    """Want a quote for them again."""
    _change(seeds, source, lambda waived: [one for one in waived if one["words"] != words])


def _change(seeds: Path, source: str, change: Callable[[list[Waiver]], list[Waiver]]) -> None:
    path = seeds / LISTING
    with changing(seeds), or_as_before(path):
        entry = entries(path).get(source)
        if not entry:
            raise NotFound(f"{source}: no document of {path} has this id")
        others = {key: one for key, one in entry.items() if key != _WAIVED}
        waived = change(list(entry.get(_WAIVED, ())))
        replace_file(path, rewritten(path, source, others | ({_WAIVED: waived} if waived else {})))
        sound_seeds(seeds)
