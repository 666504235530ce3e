"""`doc accept`: takes proposals of a document over from a worksheet, by the rules of the desk and counted as there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import RootModel

from bot.cli.documents import IdArgument
from bot.cli.own_folder import require_own, user
from bot.cli.session import IntoOption, KnowledgeOption, open_session, say
from bot.clocks import here
from bot.desk.bench import Bench
from bot.desk.deciding import Deciding
from bot.desk.papers import Papers
from bot.desk.records import requoted
from bot.desk.wishes import DecisionWish
from bot.publishing.archives import archive_of
from knowledge.drafting.decisions import Item, Verb
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.store import FOLDER, Drafts
from knowledge.drafting.workbook import ACCEPTED
from knowledge.errors import InvalidFiles, KnowledgeError, NotTaken
from knowledge.files.strict_yaml import load_or_raise
from knowledge.model import LANGUAGES

_WAIVED = "waived"
_OF_THE_ITEM = frozenset({*LANGUAGES, "quote", "subject", "folder"})
"""Keys of a worksheet that say something of an item besides what YAML has of it."""


class _WorksheetRecord(RootModel[dict[str, Any]]):
    """By the id of a proposal what is accepted of it: one that is wrong keeps no other from being taken."""


def register(doc: typer.Typer) -> None:
    """Add the command of this module."""
    doc.command()(accept)


def accept(
    id_: IdArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A worksheet: by the id of a proposal, its wordings.")],
    *,
    into: IntoOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Take proposals over into the facts, each by all rules or not at all; what was taken already stays as it is."""
    session = open_session(into or knowledge)
    folder = session.library.folder
    require_own(folder.root)
    written = load_or_raise(file, _WorksheetRecord).root
    drafts = Drafts(session.settings.data / FOLDER)
    bench = Bench(KeptFolder(folder), Papers(folder, archive_of(session.settings)), drafts, here)
    bench.kept.refresh()
    bench.prepare(id_)
    taken = refused = 0
    for line in Worksheet(id_, bench).take(written):
        if line is None:
            taken += 1
        else:
            refused += 1
            say(line)
    say(f"{id_}: {taken} taken, {refused} refused", sys.stderr)
    if refused:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What an editor writes in a file, decided one by one."""

    document: str
    bench: Bench

    def take(self, written: Mapping[str, Any]) -> Iterator[str | None]:
        """Decide all of it in order: None for what was done, else what is wrong with it."""
        for id_, given in written.items():
            every = given if id_ == _WAIVED and isinstance(given, list) else [given]
            yield from (self._taken(id_, one) for one in every)

    def _taken(self, id_: str, given: Any) -> str | None:
        try:
            if not isinstance(given, Mapping):
                raise NotTaken("what is accepted of it stands below its id, a key a line")
            self._decide(id_, given)
        except InvalidFiles as error:
            return "\n".join(f"{id_}: {one.field}: {one.message}" for one in error.problems)
        except KnowledgeError as error:
            return f"{id_}: {error}"
        return None

    def _decide(self, id_: str, given: Mapping[str, Any]) -> None:
        if id_ == _WAIVED:
            self._wish(Verb.WAIVE, more={key: str(given.get(key, "")) for key in ("words", "reason")})
            return
        item = self._item(id_) or self._made(id_, given)
        if item["state"] == ACCEPTED:
            return
        subject = str(given.get("subject") or item.get("subject") or "") or None
        self._wish(Verb.ACCEPT, item, more={"subject": subject, "record": changed(item["record"], given)})

    def _item(self, id_: str) -> Item | None:
        items = self.bench.sheet(self.document).book.items
        return items.get(id_) or items.get(f"entity {id_}") or next(filter(_made_as(id_), items.values()), None)

    def _made(self, id_: str, given: Mapping[str, Any]) -> Item:
        """What is not among the proposals: a statement with its property and quote, or an entity with its folder."""
        subject, _, key = id_.partition(".")
        if not (given.get("property") and given.get("quote") if key else given.get("folder")):
            wanted = "`property` and `quote`" if key else "`folder`, `type`, `names` and `summary`"
            raise NotTaken(f"is no proposal (`doc draft --short` lists them); what is new needs {wanted}")
        if key and not key.startswith(str(given["property"])):
            raise NotTaken(f"an id begins with the property behind the point: {subject}.{given['property']}-{key}")
        citations = {"citations": [{"source": self.document, "quote": given["quote"]}]} if key else {}
        more = {"key": key} if key else {"folder": str(given["folder"])}
        outcome = self._wish(Verb.NEW, more={"subject": subject, "record": citations, **more})
        return dict(outcome["items"][0])

    def _wish(self, verb: Verb, item: Item | None = None, *, more: Mapping[str, Any]) -> dict[str, Any]:
        seen = {"id": item["id"], "version": item["version"]} if item else {}
        wish = DecisionWish(document=self.document, verb=verb, who=user(), **seen, **more)
        return Deciding(self.bench).decide(wish)


def _made_as(id_: str) -> Callable[[Item], bool]:
    """Whether an item was made under an id, by an earlier worksheet for one."""
    subject, _, key = id_.partition(".")
    return lambda one: one.get("subject") == subject and (one.get("key") == key if key else "folder" in one)


def changed(record: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A record with what a worksheet says instead: `ar` and `en` are its wording, of an entity its names."""
    quoted = requoted(record, str(given["quote"])) if "quote" in given and "citations" in record else dict(record)
    said = "wording" if "citations" in record else "names"
    own = {key: one for key, one in given.items() if key not in _OF_THE_ITEM}
    told = {said: {lang: given[lang] for lang in LANGUAGES if lang in given}, "summary": own.get("summary", {})}
    merged = {key: {**quoted.get(key, {}), **one} for key, one in told.items() if one}
    return quoted | own | merged
