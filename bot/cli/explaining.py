"""`ask --explain`: what was understood, which statements came near, and why."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.engine import Engine
from knowledge.matching.matcher import Candidate
from knowledge.understanding.question import Question

_SHOWN = 5
_OFF = {"another date": "off_date", "another figure": "off_figure", "another property": "off_property"}


def explain(engine: Engine, text: str) -> str:
    """The steps from a question to its decision, as lines of text."""
    question = engine.reader.read(text)
    return "\n".join([*_understood(question), *_near(engine.matcher.rank(question)[:_SHOWN])])


def _understood(question: Question) -> Iterator[str]:
    yield f"language    {question.lang}"
    yield f"asks        {', '.join(sorted(question.asks)) or '—'}"
    for item in question.items:
        kind = "must have" if item.hard else "may have" if item.light else "has"
        terms = ", ".join(f"{term.kind}:{term.id}" for term in item.terms)
        yield f"{kind:<11} {item.text!r} → {terms} ({item.grade.name.lower()})"
    for date in question.quantities.dates:
        yield f"date        {date}"
    if figures := (*question.quantities.ordinals, *question.quantities.numbers):
        yield f"figures     {', '.join(map(str, figures))}"
    yield f"unmatched   {', '.join(question.unmatched) or '—'}"


def _near(candidates: list[Candidate]) -> Iterator[str]:
    for candidate in candidates:
        features = candidate.features
        yield f"{candidate.score:.2f} {candidate.statement.id}"
        yield (
            f"     pointed to {candidate.certainty:.2f}, coverage {features.coverage:.2f}, "
            f"property {features.property_asked:.0f}, asked for {features.ask_met:.2f}"
        )
        lacking = [item.text for item in (*candidate.unmet, *candidate.missing)]
        lacking += [name for name, off in _OFF.items() if getattr(features, off)]
        if lacking:
            yield f"     lacks {', '.join(lacking)}"
