"""Whatever a feed does, its documents are taken, nobody waits for it, and the ledger says what is wrong."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from tests.bot.feeds.conftest import Watching
from tests.support.feed_world import ENTITIES, Entry, atom, bomb, entry, json_feed, rss, slowly

HTML = b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/real'></head>hi</html>"
ARABIC = rss([Entry("وزير الدفاع يزور أستانا", "وصل الوزير إلى المدينة في زيارة هي الأولى من نوعها")], "ساحل", head="")

READ: dict[str, tuple[bytes, dict[str, str], int, str]] = {
    "rss": (rss([entry(1), entry(2)]), {}, 2, ""),
    "atom": (atom([entry(1), entry(2)]), {}, 2, ""),
    "json": (json_feed([entry(1), entry(2)]), {}, 2, ""),
    "packed": (gzip.compress(rss([entry(1)])), {"Content_Encoding": "gzip"}, 1, ""),
    "broken-xml": (rss([entry(1), entry(2)])[:-60], {}, 2, "broken XML"),
    "unescaped": (rss([entry(1)]).replace(b"Report", b"R & D <"), {}, 1, "broken XML"),
    "wrong-charset": (
        ARABIC.decode().encode("windows-1256"),
        {"Content_Type": "text/xml; charset=utf-8"},
        1,
        "says utf-8, read as",
    ),
    "days-1970-and-2100": (
        rss([entry(1, date="Thu, 01 Jan 1970 00:00:00 GMT"), entry(2, date="Fri, 01 Jan 2100 00:00:00 GMT")]),
        {},
        2,
        "2 impossible days",
    ),
    "no-day-at-all": (rss([entry(1, date="yesterday, I think")]), {}, 1, ""),
    "endless-title": (rss([entry(1, title="a very long one " * 700)]), {}, 1, "1 titles of more than 300 letters"),
    "other-schemes": (rss([entry(1, link="javascript:alert(1)"), entry(2, link="ftp://x/y")]), {}, 2, "2 links"),
    "one-guid": (rss([entry(1, guid="same"), entry(2, guid="same")]), {}, 2, "1 items under the guid of another"),
    "no-guid": (rss([entry(1, guid=""), entry(2, guid="")]), {}, 2, ""),
    "twice": (rss([entry(1, guid="a"), entry(1, guid="b")]), {}, 1, ""),
    "without-words": (rss([Entry("", ""), entry(1)]), {}, 1, "1 items without words"),
    "empty": (rss([]), {}, 0, ""),
    "html-in-items": (rss([entry(1, text="<p>One.</p><script>x()</script><p>Two.</p>")]), {}, 1, ""),
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of feedparser about the days of others
@pytest.mark.parametrize("name", READ)
async def test_what_can_be_read_of_a_feed_is_read(watching: Watching, name: str) -> None:
    body, headers, new, note = READ[name]
    watching.world.serve("/feed", body, 200, **headers)
    polled = await watching.poll()
    health = watching.ledger.health("feed", f"{watching.world.url}/feed")

    assert (polled.problem, polled.new, len(watching.documents())) == ("", new, new)
    assert note in " ".join(health.notes)
    assert bool(note) == bool(health.notes)


UNREAD: dict[str, tuple[bytes, int, dict[str, str], str]] = {
    "page": (HTML, 200, {}, "is a page and no feed; it names "),
    "nonsense": (b"\x00\x01" * 5_000, 200, {}, "is no text"),
    "torn": (b"<rss version='2.0'><chan", 200, {}, "is no feed that can be read"),
    "plain": (b"good morning", 200, {}, "is no feed that can be read"),
    "no-json-feed": (b'{"items": []}', 200, {}, "is JSON, but no JSON Feed"),
    "deep-json": (b'{"a":' * 30_000, 200, {}, "is no JSON that can be read"),
    "bomb": (bomb(3_000_000), 200, {"Content_Encoding": "gzip"}, "is larger than"),
    "huge": (b" " * 300_000, 200, {}, "is larger than"),
    "packed-wrongly": (b"no gzip", 200, {"Content_Encoding": "gzip"}, "comes packed wrongly"),
    "packed-oddly": (b"x", 200, {"Content_Encoding": "br"}, "comes packed in a way that nobody asked for"),
    "missing": (b"", 404, {}, "answers 404"),
    "broken-server": (b"", 500, {}, "answers 500"),
    "gone": (b"", 410, {}, "is gone for ever"),
    "loop": (b"", 302, {"Location": "/feed"}, "leads back to where it came from"),
    "to-a-file": (b"", 302, {"Location": "file:///etc/passwd"}, "leads to something that is no page of the web"),
}


@pytest.mark.parametrize("name", UNREAD)
async def test_what_cannot_be_read_is_told_and_left_alone_for_longer_each_time(watching: Watching, name: str) -> None:
    body, status, headers, reason = UNREAD[name]
    watching.world.serve("/feed", body, status, **headers)
    waits = []
    for _ in range(3):
        polled = await watching.poll()
        health = watching.ledger.health("feed", f"{watching.world.url}/feed")
        waits.append(health.next_at - watching.clock())
        assert reason in polled.problem

    assert (health.failures, watching.documents()) == (3, [])
    assert waits == sorted(waits)
    assert waits[2] > 2 * waits[0] or name == "gone"


async def test_entities_that_grow_without_end_do_not_and_make_no_document(watching: Watching) -> None:
    watching.world.serve("/feed", ENTITIES)
    await watching.poll()

    assert watching.documents() == []
    assert "1 items without words" in watching.ledger.health("feed", f"{watching.world.url}/feed").notes


async def test_a_slow_server_is_given_up(watching: Watching) -> None:
    watching.world.pages["/feed"] = slowly
    watching.poller.bringing.fetcher.seconds = 0.2

    assert "takes longer than" in (await watching.poll()).problem


async def test_a_server_that_asks_for_time_gets_it(watching: Watching) -> None:
    watching.world.serve("/feed", b"", 503, Retry_After="7200")
    await watching.poll()

    assert (_health(watching).next_at - watching.clock()).total_seconds() > 7190


def _health(watching: Watching) -> Any:
    return watching.ledger.health("feed", f"{watching.world.url}/feed")


async def test_the_same_items_under_other_guids_are_no_new_ones(watching: Watching) -> None:
    watching.world.serve("/feed", rss([entry(1, guid="a"), entry(2, guid="b")]))
    first = await watching.poll()
    watching.world.serve("/feed", rss([entry(1, guid="c"), entry(2, guid="d"), entry(3)]))

    assert (first.new, (await watching.poll()).new) == (2, 1)


async def test_an_item_that_is_worded_otherwise_at_its_place_is_no_new_one(watching: Watching) -> None:
    watching.world.serve("/feed", rss([entry(1)]))
    await watching.poll()
    watching.world.serve("/feed", rss([entry(1, title="Report 1, corrected")]))

    assert (await watching.poll()).new == 0


async def test_nothing_is_fetched_twice_that_has_not_changed(watching: Watching) -> None:
    watching.world.serve_with_tag("/feed", rss([entry(1)]), '"one"')
    polls = [await watching.poll() for _ in range(3)]

    assert [one.new for one in polls] == [1, 0, 0]
    assert _health(watching).interval.total_seconds() > 15 * 60


async def test_a_server_that_says_for_ever_that_nothing_has_changed_is_not_believed(watching: Watching) -> None:
    watching.world.serve_with_tag("/feed", rss([entry(1)]), '"one"')
    await watching.poll()
    watching.world.serve_with_tag("/feed", rss([entry(1), entry(2)]), '"one"')
    soon = await watching.poll()
    watching.clock.forward(hours=25)
    later = await watching.poll()

    assert (soon.new, later.new) == (0, 1)
    assert "said that nothing had changed when something had" in _health(watching).notes


async def test_a_feed_that_has_moved_is_followed_and_its_new_address_told(watching: Watching) -> None:
    watching.world.serve("/feed", b"", 301, Location="/new")
    watching.world.serve("/new", rss([entry(1)]))

    assert (await watching.poll()).new == 1
    assert _health(watching).notes == (f"has moved for ever to {watching.world.url}/new; change its address",)


async def test_marks_of_direction_in_a_title_turn_nothing_round(watching: Watching) -> None:
    watching.world.serve("/feed", rss([entry(1, title="\u202eeil a\u202c \u2067x\u2069")]))
    await watching.poll()

    assert watching.documents()[0].source.title == "eil a x"
