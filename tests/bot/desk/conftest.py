"""A desk over a small folder of made-up facts, and somebody who uses it over HTTP as its page does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.desk.desk import DeskPage
from bot.interface.words.wording import Wordings
from bot.publishing.library import Library
from bot.publishing.publisher import Publisher
from bot.readers.mention import Mention
from bot.readers.subscription import Scope, Subject
from bot.settings.values import Delivery, Desk, Settings, Web
from bot.state.misses import Miss
from knowledge.curation.folder import Folder
from tests.support.folders import KnowledgeFolder

NOW = datetime(2022, 3, 4, 12, tzinfo=UTC)
DOCUMENT = (
    "Captain Zumurrud chaired the Council of Storms.\nSeven states were not there. Nine others sailed away later."
)


@dataclass
class Editor:
    """Asks the desk as its page does."""

    session: aiohttp.ClientSession
    address: str
    folder: KnowledgeFolder
    who: str = "Layla"
    key_address: str = ""
    """With the key, for a browser."""

    async def get(self, path: str, **query: str | int) -> Any:
        async with self.session.get(f"{self.address}/api/{path}", params=query) as response:
            return await self._told(response)

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.address}/api/{path}", json=body) as response:
            return await self._told(response)

    async def _told(self, response: aiohttp.ClientResponse) -> Any:
        found = await response.json()
        return found if response.status == 200 else {"status": response.status, **found}

    async def opened(self, id_: str = "later") -> Any:
        """A document whose draft is ready."""
        while not (found := await self.get("document", id=id_))["prepared"]:
            pass
        return found

    async def decide(self, verb: str, item: dict[str, Any] | None = None, **more: Any) -> Any:
        about = {"id": item["id"], "version": item["version"]} if item else {}
        return await self.post("decide", **{"document": "later", "verb": verb, "who": self.who, **about, **more})

    async def new(self, quote: str = "Captain Zumurrud chaired the Council of Storms") -> dict[str, Any]:
        """An item of a quote of the document."""
        record = {"citations": [{"source": "later", "quote": quote}]}
        [item] = (await self.decide("new", record=record))["items"]
        return dict(item)

    async def items(self) -> dict[str, Any]:
        """What is in the first block by id."""
        return {one["id"]: one for one in (await self.get("items", id="later", block=0))["items"]}


def statement(**changes: Any) -> dict[str, Any]:
    wording = {"ar": "ترأس القبطان زمرد مجلس العاصفة.", "en": "Captain Zumurrud chaired the Storm Council."}
    quote = {"source": "later", "quote": "Captain Zumurrud chaired the Council of Storms"}
    return {"property": "participant", "wording": wording, "citations": [quote], **changes}


@pytest.fixture
def helped() -> Desk:
    """Who helps the editors: nobody, unless a module says so."""
    return Desk()


@pytest.fixture
def asked() -> list[Miss] | None:
    """What readers asked in vain: nothing, where no bot has a state, unless a module says so."""
    return None


@pytest.fixture
def said() -> list[Mention]:
    """What documents said lately of what somebody follows: nothing, unless a module says so."""
    return []


def in_vain(asked: list[Miss] | None) -> Callable[[], Awaitable[Sequence[Miss]]] | None:
    async def kept() -> Sequence[Miss]:
        return tuple(asked or ())

    return None if asked is None else kept


@pytest.fixture
async def desk(
    folder: KnowledgeFolder, tmp_path: Path, helped: Desk, asked: list[Miss] | None, said: list[Mention]
) -> AsyncIterator[DeskPage]:
    folder.source("later", DOCUMENT, language="en", curation="none")
    folder.list_plainly()
    library = Library(Folder.locate(folder.root), tmp_path / "data")
    delivery = Delivery(cooling_off=timedelta())
    publisher = Publisher(library, delivery, Wordings.load(), lambda: NOW, misses=in_vain(asked))
    state = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'state.sqlite'}")
    settings = Settings(data=tmp_path / "data", web=Web(port=0), database_url=state, desk=helped)

    async def heard() -> tuple[Sequence[Mention], Collection[Subject]]:
        return said, {Subject(Scope.ENTITY, "storm-council")}

    async with DeskPage.opened(settings, publisher, publisher.plan, port=0, heard=heard) as opened:
        yield opened


@pytest.fixture
async def editor(desk: DeskPage, folder: KnowledgeFolder) -> AsyncIterator[Editor]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        await session.get(desk.page)
        yield Editor(session, desk.page.partition("/?")[0], folder)
