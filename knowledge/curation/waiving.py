"""Words of a document that need no quote: written into its entry of `sources.yaml` with the reason, or taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.curation.adding import changing
from knowledge.curation.records import SourcesRecord
from knowledge.curation.sources import sound_seeds
from knowledge.errors import NotFound
from knowledge.files.replacing import replace_file
from knowledge.files.strict_yaml import dump, load_or_raise, parse

_LISTING = "sources.yaml"
_NEXT = re.compile(r"^(?:  )?\S", re.MULTILINE)

Waiver = Mapping[str, str]


def waive(seeds: Path, source: str, words: str, reason: str) -> None:
    """Waive words of a document; InvalidFiles where they do not stand in it, and nothing has changed."""
    one = {"words": words, "reason": reason}
    _change(seeds, source, lambda waived: [*(w for w in waived if w["words"] != words), one])


def take_back(seeds: Path, source: str, words: str) -> None:
    """Want a quote for them again."""
    _change(seeds, source, lambda waived: [one for one in waived if one["words"] != words])


def _change(seeds: Path, source: str, change: Callable[[list[Waiver]], list[Waiver]]) -> None:
    path = seeds / _LISTING
    with changing(seeds), _or_as_before(path):
        entry = dict((parse(path).data or {}).get("sources", {}).get(source) or {}) if path.exists() else {}
        if not entry:
            raise NotFound(f"{source}: no document of {path} has this id")
        waived = change(list(entry.pop("waived", ())))
        replace_file(path, _with(path, source, entry | ({"waived": waived} if waived else {})))
        sound_seeds(seeds)


def _with(path: Path, source: str, entry: dict[str, Any]) -> str:
    """The list with one entry written anew; comments outside it stay."""
    text = path.read_text(encoding="utf-8")
    written = "".join(f"  {line}\n" for line in dump({source: entry}).splitlines())
    found = re.search(rf"^  {re.escape(source)}:.*\n", text, re.MULTILINE)
    if found is None:
        sources = dict(parse(path).data["sources"])
        return dump({"sources": sources | {source: entry}})
    following = _NEXT.search(text, found.end())
    end = following.start() if following else len(text)
    return f"{text[: found.start()]}{written}{text[end:]}"


@contextmanager
def _or_as_before(path: Path) -> Iterator[None]:
    before = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        yield
        load_or_raise(path, SourcesRecord)
    except BaseException:
        if before is not None:
            replace_file(path, before)
        raise
