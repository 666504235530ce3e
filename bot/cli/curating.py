"""`kb`: check, build, show and import knowledge."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.own_folder import require_own
from bot.cli.progress import ProgressLine
from bot.cli.session import IntoOption, KnowledgeOption, WrongUse, day, open_reader, open_session, say
from bot.garbage_collection import lasting
from bot.publishing.known_words import known_words
from bot.publishing.library import Library
from knowledge.bank.questions import read_bank, unknown_statements
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation.corpus import Corpus, examine, read_folder
from knowledge.curation.covering import Coverage
from knowledge.curation.one_source import one_source
from knowledge.errors import InvalidFiles, NotFound
from knowledge.model import Entity, Marking, Source, Statement
from knowledge.reviewing import due
from knowledge.text.sentences import passages, sentences
from knowledge.vocabulary.lexicon import names_of
from knowledge.vocabulary.phrasings import PropertyRecord


def register(kb: typer.Typer) -> None:
    """Add the commands of this module."""
    kb.command()(check)
    kb.command()(build)
    kb.command()(show)
    kb.command("import")(import_)
    kb.command()(gather)


def check(
    knowledge: KnowledgeOption = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="Only this document, the statements that cite it, and its coverage."),
    ] = None,
) -> None:
    """Check every rule of curation; list all problems with file and line, or what is there."""
    library = open_reader(knowledge).library
    if only is not None:
        _check_one(library, only)
        return
    corpus = _checked(library)
    for line in _summary(corpus):
        say(line)
    for line in _overdue(corpus.current, corpus.phrasings.properties):
        say(line, sys.stderr)


def build(knowledge: KnowledgeOption = None) -> None:
    """Compile the knowledge into one file and print its path; nothing that is served changes."""
    say(str(open_reader(knowledge).library.build()))


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An entity or statement.")],
    knowledge: KnowledgeOption = None,
) -> None:
    """Show an entity with its statements and quotes in reading order, or one statement."""
    base = open_reader(knowledge).library.newest()
    if id_ in base.entities:
        lines = _entity_lines(base, base.entities[id_])
    elif id_ in base.statements:
        lines = _statement_lines(base.statements[id_])
    else:
        raise NotFound(f"{id_}: no entity or statement has this id")
    for line in lines:
        say(line)


def gather(
    source: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id in seeds/sources.yaml.")],
    *,
    into: IntoOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write the facts of a document into one file, an entity a line; they say the same."""
    from knowledge.curation.moving import gather as moved

    folder = open_session(into or knowledge).library.folder
    require_own(folder.root)
    done = moved(folder, source)
    say(f"{done.path}: {done.files} files, {done.before} lines before, {done.after} now")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One document a line.")],
    into: IntoOption = None,
) -> None:
    """Take many documents in, to be searched and quoted at once."""
    from bot.publishing.archives import archive_of
    from knowledge.curation.importing import import_archive

    if not file.is_file():
        raise WrongUse(f"{file}: no such file")
    progress = ProgressLine(sys.stderr)
    if into is None:
        done = archive_of(open_session().settings).take(file, today=day(None), progress=progress)
    else:
        require_own(into)
        done = import_archive(file, into, today=day(None), progress=progress)
    for problem in done.problems:
        say(str(problem), sys.stderr)
    left = f", {len(done.problems)} lines not taken" if done.problems else ""
    say(f"{done.archive}: {done.added} documents added, {done.unchanged} unchanged{left}")
    if done.problems:
        raise typer.Exit(1)


def _check_one(library: Library, source_id: str) -> None:
    """What belongs to one document, whatever is wrong with the others."""
    with lasting():
        examined = examine(library.folder, known_words(library.folder, library.data))
    try:
        found = one_source(examined, source_id)
    except NotFound as unknown:
        raise WrongUse(f"--only {unknown}") from None
    say(f"source      {source_id} (curation: {found.curation})")
    say(f"statements  {len(found.statements)}")
    for line in _covered(found.source, found.coverage, found.statements) if found.coverage else ():
        say(line)
    current = [one for one in found.statements if one.withdrawn is None]
    for line in _overdue(current, examined.properties):
        say(line, sys.stderr)


def _checked(library: Library) -> Corpus:
    """The facts, once they and the bank are without a mistake; InvalidFiles has those of both."""
    bank = read_bank(library.folder.root)
    try:
        with lasting():
            corpus = read_folder(library.folder, known_words(library.folder, library.data))
    except InvalidFiles as error:
        raise InvalidFiles([*error.problems, *bank.problems]) from error
    if problems := [*bank.problems, *unknown_statements(bank.questions, corpus.statements)]:
        raise InvalidFiles(problems)
    return corpus


def _summary(corpus: Corpus) -> Iterator[str]:
    kinds = Counter(entity.kind.value for entity in corpus.entities.values())
    langs = Counter(alias.lang for entity in corpus.entities.values() for alias in names_of(entity))
    curated = sum(source.curated for source in corpus.sources.values())
    yield f"version     {corpus.version}"
    yield f"sources     {len(corpus.sources)} ({curated} curated)"
    yield f"statements  {len(corpus.statements)}"
    yield f"entities    {len(corpus.entities)} ({_counted(kinds)})"
    if corpus.proposed:
        yield f"proposed    {len(corpus.proposed)} (left out until `proposed: true` is taken away)"
    yield f"aliases     {sum(langs.values())} ({_counted(langs)})"
    for source_id, coverage in corpus.coverage.items():
        yield from _covered(corpus.sources[source_id], coverage, corpus.statements.values())


def _covered(source: Source, coverage: Coverage, statements: Iterable[Statement]) -> Iterator[str]:
    """How much of a document is quoted, sentence by sentence."""
    yield ""
    yield f"{source.id}: {coverage.covered} of {coverage.words} words stand in quotes"
    starts = [c.start for s in statements for c in s.citations if c.source == source.id]
    for passage, (begins, ends) in zip(passages(source), sentences(source.text), strict=True):
        quotes = sum(begins <= start < ends for start in starts)
        yield f"  {passage.id}  {quotes} quotes  {passage.text}"


def _overdue(statements: Iterable[Statement], properties: Mapping[str, PropertyRecord]) -> Iterator[str]:
    """What is to be looked at again since before today, the oldest first."""
    waiting = due(statements, properties, day(None))
    return (f"warning: {one.id} was to be reviewed by {review.by}" for one, review in waiting)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def _entity_lines(base: KnowledgeBase, entity: Entity) -> Iterator[str]:
    yield f"{entity.id}  ({entity.kind.value}, {entity.type})"
    for lang, name in entity.names.items():
        aliases = [alias for alias in entity.aliases if alias.lang == lang]
        yield f"  {lang}  {name}"
        for strength in ("strong", "weak"):
            if texts := [alias.text for alias in aliases if alias.strength == strength]:
                yield f"      {strength}: {' · '.join(texts)}"
    if entity.dates or entity.place:
        yield f"  {entity.dates or ''} {entity.place or ''}".rstrip()
    for statement in base.statements.values():
        if entity.id in statement.named():
            yield ""
            yield from _statement_lines(statement)


def _statement_lines(statement: Statement) -> Iterator[str]:
    value = f" = {statement.value}" if statement.value else ""
    yield f"{statement.id}  [{statement.property}{value}]"
    if statement.marking is not Marking.PUBLIC:
        yield f"  {statement.marking}"
    if statement.embargoed_until:
        yield f"  embargoed until {statement.embargoed_until}"
    if statement.news:
        yield "  news"
    if statement.review_by:
        yield f"  to be reviewed by {statement.review_by}"
    if statement.reviewed:
        yield f"  last reviewed on {statement.reviewed}"
    for label, texts in (("", statement.wording), ("ahead ", statement.upcoming), ("caveat ", statement.caveat)):
        for lang, text in (texts or {}).items():
            yield f"  {label}{lang}  {text}"
    for citation in statement.citations:
        yield f"  «{citation.quote}»  {citation.source} at {citation.start}"
    for other in statement.contradicts:
        yield f"  disagrees with {other}"
    for lang, text in (statement.corrected or {}).items():
        yield f"  corrected {lang}  {text}"
    if statement.withdrawn:
        yield f"  withdrawn on {statement.withdrawn.on}: {statement.withdrawn.reason['en']}"
