"""Writes `docs/facts.md`, the facts as an editor reads them: `python -m bot.cli.facts_page > docs/facts.md`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date

from knowledge.curation.corpus import Corpus, read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.model import Entity, Kind, Source, Statement
from knowledge.text.sentences import passages, sentences
from knowledge.visibility import public
from knowledge.vocabulary.lexicon import names_of

_HEADINGS = {
    Kind.MEETING: "Meetings",
    Kind.ACTOR: "Actors",
    Kind.INITIATIVE: "Initiatives",
    Kind.TOPIC: "Topics",
}


def facts_page(corpus: Corpus) -> str:
    """The whole page as Markdown, without what has a marking, were it an embargo that has ended."""
    shown = public(corpus, date.min)
    return "\n".join([*_head(shown), *_sources(shown), *_entities(shown)]) + "\n"


def _head(corpus: Corpus) -> Iterator[str]:
    langs = Counter(alias.lang for entity in corpus.entities.values() for alias in names_of(entity))
    counted = ", ".join(f"{count} {lang}" for lang, count in sorted(langs.items()))
    yield "# The facts"
    yield ""
    yield "Made from `knowledge/facts/` by `make docs`; edit the YAML, not this page."
    yield ""
    yield f"{len(corpus.statements)} statements, {len(corpus.entities)} entities, names and aliases: {counted}."


def _sources(corpus: Corpus) -> Iterator[str]:
    yield from ("", "## Sources")
    for source in corpus.sources.values():
        if source.curated:
            yield from _source(corpus, source)


def _source(corpus: Corpus, source: Source) -> Iterator[str]:
    coverage = corpus.coverage[source.id]
    yield from ("", f"### {source.id}", "")
    if source.title:
        yield f"«{source.title}»"
    if source.note:
        yield source.note["en"]
    yield ""
    yield f"{coverage.covered} of {coverage.words} words stand in quotes. Received {source.received}."
    yield from ("", "| sentence | quotes | |", "|---|---|---|")
    starts = [c.start for s in corpus.statements.values() for c in s.citations if c.source == source.id]
    for passage, (begins, ends) in zip(passages(source), sentences(source.text), strict=True):
        quotes = sum(begins <= start < ends for start in starts)
        yield f"| {passage.id} | {quotes} | {passage.text} |"


def _entities(corpus: Corpus) -> Iterator[str]:
    for kind, heading in _HEADINGS.items():
        yield from ("", f"## {heading}")
        for entity in corpus.entities.values():
            if entity.kind is kind:
                yield from _entity(corpus, entity)


def _entity(corpus: Corpus, entity: Entity) -> Iterator[str]:
    own = [statement for statement in corpus.statements.values() if statement.subject == entity.id]
    yield from ("", f"### {entity.name('en')} · {entity.name('ar')}", "")
    details = [f"`{entity.id}`", entity.type, *([str(entity.dates)] if entity.dates else [])]
    told = f" {entity.summary['en']}" if entity.summary["en"] != entity.name("en") else ""
    yield f"{' · '.join(details)}.{told}"
    for statement in own:
        yield from _statement(statement)


def _statement(statement: Statement) -> Iterator[str]:
    value = f" = {statement.value}" if statement.value else ""
    yield ""
    yield f"- **{statement.wording['ar']}**<br>{statement.wording['en']}"
    yield f"  - `{statement.id}` {statement.property}{value}"
    if statement.caveat:
        yield f"  - caveat: {statement.caveat['ar']} / {statement.caveat['en']}"
    for other in statement.contradicts:
        yield f"  - disagrees with `{other}`"
    if statement.withdrawn:
        yield f"  - withdrawn on {statement.withdrawn.on}: {statement.withdrawn.reason['en']}"
    for citation in statement.citations:
        yield f"  - «{citation.quote}» {citation.source} at {citation.start}"


if __name__ == "__main__":
    sys.stdout.write(facts_page(read_folder(Folder.locate(DEFAULT))))
