"""`ask --explain`: how a reply came about, from the trace of the answering call itself, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.answering.decision import Accept, Choose, Decision, Outcome, Refuse
from knowledge.answering.trace import Route, Trace
from knowledge.learned.calibration import Calibration
from knowledge.matching.matcher import Candidate
from knowledge.understanding.claims import Claims
from knowledge.understanding.question import Item, Mark, Question, Span
from knowledge.vocabulary.terms import Term

_SHOWN = 5
_LEAST = 0.005
"""Evidence that moves the log-odds by less is left out of the lines for people."""


def explained(trace: Trace, calibration: Calibration) -> dict[str, Any]:
    """The value of the key `explain` of `ask --json`."""
    decision = trace.decision
    weighed = _weighed(trace, calibration)
    return {
        "path": trace.route.value,
        "words": _words(trace.question) | _claims(trace.ruling.claims if trace.ruling else None),
        "candidates": [_candidate(one) for one in trace.ranked[:_SHOWN]],
        "evidence": weighed,
        "probability": _probability(decision),
        "threshold": calibration.threshold if decision and decision.chosen else None,
        "verdict": _verdict(trace, decision) if decision else {"decision": trace.route.value},
        "parts": [{"text": text} | explained(one, calibration) for text, one in trace.parts],
    }


def _verdict(trace: Trace, decision: Decision) -> dict[str, Any]:
    """What was decided; to a question of yes or no what was ruled, which what was found is only near to."""
    if trace.ruling is None:
        return _outcome(decision.outcome)
    told = trace.ruling.candidate
    near = {"near": [one.statement.id for one in decision.chosen]} if told is None else {}
    return {"decision": trace.ruling.verdict.value, "statements": [told.statement.id] if told else []} | near


def _span(span: Span) -> dict[str, Any]:
    senses = [f"{sense.kind}:{sense.id}" for sense in span.senses]
    return {"text": span.text, "senses": list(dict.fromkeys(senses)), "grade": span.grade and span.grade.name.lower()}


def _words(question: Question) -> dict[str, Any]:
    """How each word was read, and what the question was understood to be."""
    found = question.quantities
    return {
        "read": [_span(one) for one in question.spans],
        "lang": question.lang,
        "asks": sorted(question.asks),
        "items": [_item(item) for item in question.items],
        "dates": [str(date) for date in found.dates],
        "figures": [*found.ordinals, *found.numbers, *(f"{one}%" for one in found.percents)],
        "unmatched": list(question.unmatched),
        "marks": [_mark(mark, question.text) for mark in question.marks],
    }


def _claims(found: Claims | None) -> dict[str, Any]:
    """What is claimed, and what says how that is meant."""
    claims, cues = (found.claims, found.cues) if found else ((), ())
    return {
        "claims": [{"text": one.text, "claims": sorted(one.ids), "denied": one.denied} for one in claims],
        "cues": [{"text": one.text, "marker": one.marker.value} for one in cues],
    }


def _mark(mark: Mark, text: str) -> dict[str, Any]:
    start, end = mark.place
    return {"text": text[start:end], "senses": [f"{kind}:{key}" for kind, key in mark.senses]}


def _item(item: Item) -> dict[str, Any]:
    flags = [name for name in ("hard", "light", "foreign", "decisive") if getattr(item, name)]
    return {"text": item.text, "terms": _terms(item.terms), "grade": item.grade.name.lower(), "flags": flags}


def _terms(terms: Iterable[Term]) -> list[str]:
    return [f"{term.kind}:{term.id}" for term in terms]


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "statement": candidate.statement.id,
        "score": candidate.score,
        "features": candidate.features._asdict(),
        "unmet": [item.text for item in candidate.unmet],
        "missing": [item.text for item in candidate.missing],
        "taught": candidate.taught,
        "contradicted": candidate.contradicted,
    }


def _weighed(trace: Trace, calibration: Calibration) -> list[dict[str, Any]]:
    """Each piece of evidence with its weight and what that adds to the log-odds, most first; the bias comes last."""
    if not trace.decision or not trace.decision.chosen:
        return []
    bias, weights = calibration.model(taught=trace.decision.chosen[0].taught)
    found = [_piece(name, value, weights.get(name, 0.0)) for name, value in trace.decision.evidence.items()]
    return [*sorted(found, key=lambda one: -abs(one["adds"])), _piece("bias", 1.0, bias)]


def _piece(name: str, value: float, weight: float) -> dict[str, Any]:
    return {"name": name, "value": value, "weight": weight, "adds": value * weight}


def _probability(decision: Decision | None) -> float | None:
    return decision.outcome.probability if decision else None


def _outcome(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Accept(candidates):
            return {"decision": "tell", "statements": [one.statement.id for one in candidates]}
        case Choose(entities):
            return {"decision": "choose", "entities": list(entities)}
        case Refuse(reason, missing):
            return {"decision": "refuse", "reason": reason.value, "missing": list(missing)}


def lines(explanation: Mapping[str, Any]) -> Iterator[str]:
    """The same for people, a line each."""
    question = explanation["words"]
    yield f"path         {explanation['path']}"
    yield f"language     {question['lang']}"
    for word in question["read"]:
        senses = ", ".join(word["senses"]) or "—"
        yield f"word         {word['text']!r} → {senses}{_in_brackets(word['grade'])}"
    yield f"asks         {', '.join(question['asks']) or '—'}"
    for item in question["items"]:
        said = repr(item["text"]) if item["text"] else "(from before)"
        yield f"required     {said}: {', '.join(item['terms'])}{_in_brackets(*item['flags'])}"
    for name in ("dates", "figures", "unmatched"):
        if question[name]:
            yield f"{name:<12} {', '.join(map(str, question[name]))}"
    for mark in question["marks"] if explanation["path"] == Route.WORKED_OUT else ():
        yield f"mark         {mark['text']!r} → {', '.join(mark['senses'])}"
    for claim in question["claims"]:
        denied = "denied" if claim["denied"] else None
        yield f"claim        {claim['text']!r}: {', '.join(claim['claims'])}{_in_brackets(denied)}"
    for cue in question["cues"]:
        yield f"cue          {cue['text']!r}: {cue['marker']}"
    for candidate in explanation["candidates"]:
        yield from _candidate_lines(candidate)
    yield from _decision_lines(explanation)
    for part in explanation["parts"]:
        yield f"part         {part['text']!r}"
        yield from (f"  {line}" for line in lines(part))


def _in_brackets(*notes: str | None) -> str:
    said = ", ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def _candidate_lines(candidate: Mapping[str, Any]) -> Iterator[str]:
    yield f"candidate    {candidate['score']:.2f} {candidate['statement']}"
    figures = (f"{name} {value:.2f}" for name, value in candidate["features"].items() if value)
    yield f"               {', '.join(figures)}"
    if lacking := [*candidate["unmet"], *candidate["missing"]]:
        yield f"               lacks {', '.join(lacking)}"


def _decision_lines(explanation: Mapping[str, Any]) -> Iterator[str]:
    for one in explanation["evidence"]:
        if abs(one["adds"]) >= _LEAST:
            yield f"evidence     {one['name']} {one['value']:.2f} × {one['weight']:.2f} = {one['adds']:+.2f}"
    if explanation["threshold"] is not None and explanation["probability"] is not None:
        yield f"probability  {explanation['probability']:.3f}, told from {explanation['threshold']:.2f} on"
    said = (f"{name} {value}" for name, value in explanation["verdict"].items() if value not in ([], False))
    yield f"verdict      {'; '.join(said)}"
