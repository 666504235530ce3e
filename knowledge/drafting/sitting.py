"""What it took an editor to bring a document into the facts: decisions, what was typed, checks that failed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from knowledge.drafting.decisions import EditorDecision, Item, Verb
from knowledge.drafting.workbook import ACCEPTED, MODEL, Workbook

_DECIDING = (Verb.ACCEPT, Verb.EDIT, Verb.WAIVE)
_CHOSEN = frozenset({"property", "modality", "polarity", "type", "marking", "news", "source", "occurrence"})
"""What is picked from a list, or written by the desk."""
_PROPOSING = frozenset({"rules", MODEL})


@dataclass(frozen=True, slots=True)
class Sitting:
    """Counted over all who worked on a document."""

    verbs: Mapping[str, int] = field(default_factory=dict)
    """Decisions by what they did."""
    fields: int = 0
    """That something was typed into: what would be lines of YAML."""
    characters: int = 0
    """That were typed; what was selected in the document or chosen from a list is none."""
    refused: int = 0
    """Decisions that broke a rule, and changed nothing."""
    accepted: int = 0
    """Statements that stand in the facts now."""
    proposed: int = 0
    """Those of them that began as a proposal of that property with that quote."""

    @property
    def decisions(self) -> int:
        """To accept, to edit and to waive."""
        return sum(self.verbs.get(verb.value, 0) for verb in _DECIDING)

    def record(self) -> dict[str, Any]:
        """As `doc sitting --json` prints it."""
        counted = {name: getattr(self, name) for name in ("fields", "characters", "refused", "accepted", "proposed")}
        return {"decisions": self.decisions, "verbs": dict(self.verbs), **counted}


def counted(
    decisions: Sequence[EditorDecision],
    draft: Callable[[int], Mapping[str, Any]],
    text: str,
    *,
    reasons: Iterable[str] = (),
) -> Sitting:
    """Count what was decided of a document with this text; `draft` gives a draft by its number.

    `reasons` are those of waivers. How many checks failed is not known from decisions.
    """
    book, origins = Workbook(), dict[str, Item | None]()
    typed = list(reasons)
    for decision in decisions:
        if decision.verb is Verb.DRAFT:
            book.redrafted(draft(decision.of))
        for item in decision.after:
            origins.setdefault(item["id"], book.items.get(item["id"]))
        if decision.verb not in (Verb.UNDO, Verb.DRAFT, Verb.SKIP, Verb.SPLIT, Verb.MERGE):
            typed += _typed(decision, text)
        book.apply(decision)
    told = [one for one in book.items.values() if one["state"] == ACCEPTED and "folder" not in one]
    return Sitting(
        verbs=dict(Counter(one.verb.value for one in decisions if one.verb is not Verb.DRAFT)),
        fields=len(typed),
        characters=sum(map(len, typed)),
        accepted=len(told),
        proposed=sum(_began_so(one, origins.get(one["id"])) for one in told),
    )


def _typed(decision: EditorDecision, text: str) -> Iterator[str]:
    """What was written into each field that is another one now."""
    for after, before in zip(decision.after[:1], decision.before[:1], strict=False):
        was = dict(_leaves(before["record"])) if before else {}
        was["subject"] = str((before or {}).get("subject") or "")
        for place, value in [*_leaves(after["record"]), ("subject", str(after.get("subject") or ""))]:
            is_chosen = place.rpartition(".")[2] in _CHOSEN or (place.endswith("quote") and value in text)
            if not is_chosen and (new := _added(was.get(place, ""), value)):
                yield new


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            for key, one in value.items():
                yield from _leaves(one, f"{place}.{key}" if place else str(key))
        case list() | tuple():
            for number, one in enumerate(value):
                yield from _leaves(one, f"{place}.{number}")
        case _:
            yield place, str(value)


def _added(old: str, new: str) -> str:
    """The characters of a text that the one before it did not have there."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if old else [("insert", 0, 0, 0, len(new))]
    return "".join(new[first:last] for what, _, _, first, last in steps if what in ("insert", "replace"))


def _began_so(item: Item, origin: Item | None) -> bool:
    """Whether it was proposed with the property and the first quote that it has now."""
    return origin is not None and origin["by"] in _PROPOSING and _told(origin) == _told(item)


def _told(item: Item) -> tuple[str, str]:
    record = item["record"]
    return record.get("property", ""), (record.get("citations") or [{}])[0].get("quote", "")
