"""What is watched is asked politely and inside its bounds, and each document is taken once."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.feeds.addresses import is_public
from bot.feeds.fetching import Fetched, Fetcher, FetchFailed
from bot.feeds.items import FeedItem
from bot.feeds.ledger import Ledger
from bot.feeds.listing import FeedKind, read_feeds
from bot.feeds.stories import StoryTrace
from bot.feeds.taking import Counts, Origin, Taking
from bot.feeds.taking_apart import TakingApart
from knowledge.archive.fed import is_fed
from knowledge.errors import InvalidFiles
from tests.bot.feeds.conftest import Watching
from tests.support.feed_world import entry, rss, slowly


async def test_what_robots_txt_forbids_is_not_fetched(watching: Watching) -> None:
    watching.world.serve("/robots.txt", "User-agent: marsad\nDisallow: /feed\nCrawl-delay: 7")
    watching.world.serve("/feed", rss([entry(1)]))
    watching.world.serve("/open", rss([entry(1)]))
    forbidden, allowed = await watching.poll(), await watching.poll("/open")

    assert (forbidden.problem, allowed.new) == ("must not be fetched, says robots.txt", 1)
    assert (watching.world.asked["/feed"], watching.world.asked["/robots.txt"]) == (0, 1)
    assert max(watching.clock.pauses) > 6
    assert watching.world.agents == {"Marsad/1 (tests)"}


async def test_a_host_whose_rules_cannot_be_read_is_left_alone(watching: Watching) -> None:
    watching.world.serve("/robots.txt", "", 503)
    watching.world.serve("/feed", rss([entry(1)]))

    assert "robots.txt that cannot be read" in (await watching.poll()).problem
    assert watching.world.asked["/feed"] == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "fd00::1"])
def test_addresses_that_only_neighbours_reach_are_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "0.0.0.0", "224.0.0.1"])
def test_so_are_those_that_stand_for_them_or_for_nobody(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]"])
async def test_private_addresses_are_refused_however_they_are_written(watching: Watching, host: str) -> None:
    watching.world.serve("/feed", rss([entry(1)]))
    port = watching.world.url.rpartition(":")[2]
    fetcher = Fetcher("x", seconds=2.0)
    try:
        with pytest.raises(FetchFailed, match=r"lies in a private network|InvalidUrl"):
            await fetcher.get(f"http://{host}:{port}/feed")
    finally:
        await fetcher.close()
    assert watching.world.asked["/feed"] == 0


async def test_the_page_behind_an_item_is_fetched_where_that_is_allowed(watching: Watching) -> None:
    paragraphs = "".join(f"<p>Sentence {n} of the whole article says something of its own here.</p>" for n in range(9))
    watching.world.serve("/page/1", f"<html><body><article><h1>Report 1</h1>{paragraphs}</article></body></html>")
    watching.world.serve("/feed", rss([entry(1, text="Short.")]))
    await watching.poll(full_text=True)

    [found] = watching.documents()
    assert "Sentence 8 of the whole article" in found.source.text
    assert is_fed(found.source)


async def test_a_sitemap_of_sitemaps_leads_to_pages(watching: Watching) -> None:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    url = watching.world.url
    watching.world.serve("/map", f"{head}<sitemapindex xmlns='s'><sitemap><loc>{url}/m1</loc></sitemap></sitemapindex>")
    watching.world.serve("/m1", f"{head}<urlset xmlns='s'><url><loc>{url}/page/1</loc></url></urlset>")
    text = "<p>The page says quite a lot about the drills on the coast.</p>" * 5
    page = f"<html><head><title>Drills</title></head><body><article>{text}</article></body></html>"
    watching.world.serve("/page/1", page)
    await watching.poll("/map", kind=FeedKind.SITEMAP, full_text=True)

    assert [one.source.url for one in watching.documents()] == [f"{url}/page/1"]


async def test_files_of_a_folder_are_taken_once_they_are_whole(watching: Watching, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    old, new = folder / "note.txt", folder / "half.txt"
    old.write_text("A note\n\nThe ministers met.")
    new.write_text("Being written")
    now = watching.clock().timestamp()
    os.utime(old, (now - 60, now - 60))
    os.utime(new, (now, now))
    feed = replace(watching.feed(), kind=FeedKind.FOLDER, address=str(folder), title="The house")
    polls = [await watching.poller.poll(feed) for _ in range(2)]

    assert [one.new for one in polls] == [1, 0]
    assert [(one.source.publisher, is_fed(one.source)) for one in watching.documents()] == [("The house", False)]


OTHER = entry(2, text="The harbour of the island was closed for repairs, its master said, until the end of the month.")
REWRITTEN = entry(1).text.replace("agreed to hold", "decided on").replace("on Tuesday ", "")


async def test_a_story_that_is_told_again_elsewhere_is_an_echo(watching: Watching) -> None:
    watching.world.serve("/one", rss([entry(1)]))
    watching.world.serve("/two", rss([entry(1, text=REWRITTEN, title="Ministers meet"), OTHER]))
    polls = [await watching.poll("/one"), await watching.poll("/two")]

    assert [(one.new, one.echoes) for one in polls] == [(1, 0), (2, 1)]
    assert [one.is_echo for one in watching.ledger.unnoted(9)] == [False, True, False]


def test_reports_in_words_of_their_own_are_stories_of_their_own() -> None:
    one = "Defence ministers of the eight states agreed on Tuesday to hold joint drills in the spring."
    other = "A joint exercise is planned for next spring, the ministry said after Tuesday's meeting of ministers."

    assert not StoryTrace.of(one).tells(StoryTrace.of(other))


def test_the_same_words_about_other_figures_are_another_story() -> None:
    bulletin = "The quake of magnitude {} struck the coast {} km north of the town on Monday, the institute said."

    assert not StoryTrace.of(bulletin.format(5, 40)).tells(StoryTrace.of(bulletin.format(6, 31)))
    assert StoryTrace.of(bulletin.format(5, 40)).tells(StoryTrace.of(f"Update. {bulletin.format(5, 40)} No harm."))


def test_a_copy_may_have_figures_of_its_own_in_sentences_of_its_own() -> None:
    text = "The envoys of both coasts agreed on 14 ships for the drill. It lasts 9 days and ends with a parade there."
    copy = f"Our man counted 30 flags. {text.replace('It lasts 9 days and', 'The drill')} Rain fell for 2 hours."

    assert StoryTrace.of(text).tells(StoryTrace.of(copy))
    assert not StoryTrace.of(text).tells(StoryTrace.of(copy.replace("14 ships", "15 ships")))


def test_what_a_copy_says_in_the_same_turn_of_phrase_elsewhere_contradicts_nothing() -> None:
    text = "Envoys of both coasts agreed on a drill near the old lighthouse. It will last from 25 to 26 May at most."
    copy = f"The lease runs from 2026 to 2028. {text.partition(' It will')[0]} Nobody else was asked to come along."

    assert StoryTrace.of(text).tells(StoryTrace.of(copy))


def _changed(words: list[str]) -> str:
    """Fewer than a quarter of the runs of three stay whole."""
    return " ".join(f"other{at}" if at % 4 == 1 or at % 10 == 3 else word for at, word in enumerate(words))


def test_a_copy_with_every_third_word_changed_is_known_by_the_order_of_the_others() -> None:
    words = [f"word{at}" for at in range(100)]
    text, copy = " ".join(words), _changed(words)
    phrases = _changed([*words[75:], *words[50:75], *words[25:50], *words[:25]])
    short = words[:35]

    assert StoryTrace.of(text).tells(StoryTrace.of(copy))
    assert not StoryTrace.of(text).tells(StoryTrace.of(phrases))
    assert not StoryTrace.of(" ".join(short)).tells(StoryTrace.of(_changed(short)))


def _told(of: str, count: int) -> list[str]:
    """Sentences that no other report has."""
    return [" ".join(f"{of}{number}x{at}" for at in range(12)) + "." for number in range(count)]


def test_two_reports_that_end_in_the_same_background_are_two_stories() -> None:
    background = _told("before", 4)
    one, other = (" ".join([*_told(of, 8), *background]) for of in ("quake", "flood"))

    assert not StoryTrace.of(one).tells(StoryTrace.of(other))


def test_what_is_cut_to_a_third_under_a_lead_of_its_own_or_put_in_another_order_is_a_copy() -> None:
    said = _told("quake", 12)
    whole = StoryTrace.of(" ".join(said))
    third, turned = [*_told("own", 1), *said[1:4]], [*_told("own", 1), *said[:0:-1]]

    assert whole.tells(StoryTrace.of(" ".join(third)))
    assert whole.tells(StoryTrace.of(" ".join(turned)))


def test_figures_of_sentences_in_another_order_contradict_nothing_and_another_figure_does() -> None:
    said = [
        f"The {town} station counted {n} people in tents by the old river road."
        for n, town in enumerate(("north", "south", "east", "west", "upper", "lower"), 11)
    ]
    turned = " ".join(reversed(said))

    assert StoryTrace.of(" ".join(said)).tells(StoryTrace.of(turned))
    assert not StoryTrace.of(" ".join(said)).tells(StoryTrace.of(turned.replace("counted 13", "counted 73")))


async def test_what_lies_in_a_feed_at_its_first_time_or_is_old_is_no_news(watching: Watching) -> None:
    watching.world.serve("/feed", rss([entry(1)]))
    await watching.poll()
    watching.world.serve("/feed", rss([entry(1), entry(2), entry(3, date="Fri, 01 Mar 2024 09:00:00 GMT")]))
    await watching.poll()

    assert [one.fresh for one in watching.ledger.unnoted(9)] == [False, True, False]


async def test_a_crash_between_archive_and_ledger_loses_and_doubles_nothing(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching.world.serve("/feed", rss([entry(1), entry(2)]))
    with monkeypatch.context() as broken:
        broken.setattr(type(watching.ledger), "keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            await watching.poll()
    await watching.poll()

    assert len(watching.documents()) == len(watching.ledger.unnoted(9)) == 2


async def test_who_polls_follows_the_file_and_leaves_what_is_paused_alone(watching: Watching) -> None:
    watching.world.serve("/a", rss([entry(1)]))
    watching.world.serve("/b", rss([entry(2)]))
    url = watching.world.url
    lines = (f"  {name}: {{url: {url}/{name}, private: true}}\n" for name in "ab")
    watching.poller.file.write_text(f"feeds:\n{''.join(lines)}")
    await watching.poller.poll_all()
    watching.clock.forward(hours=2)
    watching.ledger.begin()
    watching.poller._begun = True
    watching.ledger.pause("a", paused=True)

    assert [one.name for one in watching.poller._due()] == ["b"]
    watching.ledger.begin()
    assert {one.name for one in watching.poller._due()} == {"a", "b"}
    watching.poller.file.write_text("feeds: [broken\n")
    assert {one.name for one in watching.poller._due()} == {"a", "b"}


WRONG = """feeds:
  one: {url: https://a.example/feed, evry: 5m}
  two:
    url: https://b.example/feed
    sitemap: https://b.example/map
  three: {url: ftp://c.example}
  four: {url: "https://me:secret@d.example/"}
  five: {url: https://e.example/, every: 5s}
  six: {sitemap: https://f.example/map}
"""


def test_every_mistake_of_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text(WRONG)
    with pytest.raises(InvalidFiles) as caught:
        read_feeds(file)

    assert sorted({one.line for one in caught.value.problems}) == [2, 3, 6, 7, 8, 9]
    assert "secret" not in str(caught.value)


def test_a_ledger_that_somebody_is_making_this_moment_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "feeds.sqlite").touch()
    ledger = Ledger(tmp_path / "feeds.sqlite")

    assert (ledger.healths(), ledger.alike([1], datetime.now(UTC), 9), ledger.unnoted(9)) == ({}, [], [])


async def test_a_damaged_ledger_stops_nothing_but_the_feeds(watching: Watching) -> None:
    watching.poller.file.write_text("feeds: {}\n")
    watching.ledger.path.write_bytes(b"no database" * 500)
    damaged = await watching.poller._looked()
    watching.ledger.path.unlink()

    assert (damaged, await watching.poller._looked()) == (False, True)


async def test_feeds_are_taken_in_by_one_thread_and_leave_the_others_to_readers(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, threads, paths = Taking.items, set[int](), [f"/feed-{n}" for n in range(8)]

    def items(taking: Taking, origin: Origin, new: Sequence[FeedItem], now: datetime) -> Counts:
        threads.add(threading.get_ident())
        return taken(taking, origin, new, now)

    monkeypatch.setattr(Taking, "items", items)
    for number, path in enumerate(paths):
        watching.world.serve(path, rss([entry(number)]))
    polls = await asyncio.gather(*map(watching.poll, paths))

    assert [one.new for one in polls] == [1] * 8
    assert len(threads) == 1


@pytest.mark.process
async def test_a_process_that_hangs_is_replaced_by_another() -> None:
    apart = TakingApart()
    apart.apart.seconds = 0.01
    page = Fetched("http://x/", rss([entry(1)]))
    with pytest.raises(FetchFailed, match="takes too long to read"):
        await apart.listed(FeedKind.FEED, page)
    apart.apart.seconds = 30.0
    parsed, _ = await apart.listed(FeedKind.FEED, page)
    await apart.close()

    assert [one.title for one in parsed.items] == ["Report 1"]


async def test_a_feed_that_hangs_keeps_no_other_waiting(watching: Watching) -> None:
    watching.world.pages["/slow"] = slowly
    watching.world.serve("/quick", rss([entry(1)]))
    url = watching.world.url.replace("127.0.0.1", "localhost")
    lines = f"  slow: {{url: {watching.world.url}/slow, private: true}}\n  quick: {{url: {url}/quick, private: true}}\n"
    watching.poller.file.write_text(f"feeds:\n{lines}")
    watching.poller.pause = asyncio.sleep
    running = asyncio.create_task(watching.poller.run())
    try:
        async with asyncio.timeout(5):
            await watching.world.answered("/quick")
            assert not watching.poller._polling["slow"].done()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_who_leads_again_polls_again(watching: Watching) -> None:
    watching.world.serve("/feed", rss([entry(1)]))
    watching.poller.file.write_text("feeds: {}\n")
    for _ in range(2):
        running = asyncio.create_task(watching.poller.run())
        await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert (await watching.poll()).new == 1
