from __future__ import annotations

import ast
import string
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.desk.neighbours import NeighbourKind
from bot.drawing.scenes import CardShape, Standing
from bot.interface.commands import GROUPS, HelpTitle
from bot.interface.leads import Point
from bot.interface.pages.feeds import FeedState
from bot.interface.updates import Occasion
from bot.interface.words import wording as module
from bot.interface.words.bidi import FSI, PDI
from bot.interface.words.wording import LANGUAGES, Worded, Wordings
from bot.interface.zones import REGIONS
from bot.readers.event_time import Lead
from bot.readers.subscription import Tells
from knowledge.dates import PartialDate
from knowledge.dialogue import ASKS_NOTHING, Reason, Topic
from knowledge.model import EntityType, Kind
from knowledge.vocabulary.reading_operations import read_operations
from knowledge.vocabulary.reading_phrasings import BUILT_IN, read_phrasings

ROOT = Path(module.__file__).parents[3]
LOCALES = Path(module.__file__).parents[2] / "locales"
AR, EN = (Wordings.load().speak(lang) for lang in LANGUAGES)


def catalog(lang: str) -> Catalog:
    with (LOCALES / lang / "LC_MESSAGES" / "marsad.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def messages(lang: str) -> dict[str, Message]:
    return {key(message): message for message in catalog(lang) if message.id}


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_all_languages_have_the_same_keys_and_placeholders() -> None:
    arabic, english = messages("ar"), messages("en")

    assert len(english) > 30
    assert arabic.keys() == english.keys()
    for name, message in english.items():
        wanted = set().union(*map(placeholders, texts(message)))
        assert set().union(*map(placeholders, texts(arabic[name]))) == wanted, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_fuzzy_or_marked_by_hand(lang: str) -> None:
    for name, message in messages(lang).items():
        assert not message.fuzzy, name
        for text in texts(message):
            assert text.strip(), name
            assert not {FSI, PDI, "\u200e", "\u200f"} & set(text), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plural_messages_have_every_form(lang: str) -> None:
    wanted = catalog(lang).num_plurals
    plural = [message for message in messages(lang).values() if message.pluralizable]

    assert plural
    assert all(len(texts(message)) == wanted for message in plural)


@pytest.mark.slow
def test_every_key_that_the_code_uses_exists_and_every_key_is_used() -> None:
    used = set(_keys_in_code()) | {f"refusal.{reason}" for reason in Reason}
    used |= {f"refusal.{reason}.bare" for reason in set(Reason) - {Reason.NOTHING, *ASKS_NOTHING}}
    used |= {f"help.{topic}" for topic in Topic if topic not in (Topic.HELP, Topic.HOUSE)}
    used |= {f"source.no-{name}" for name in ("publisher", "title", "date")}
    used |= {f"cite.no-{name}" for name in ("publisher", "date")} | {f"button.card.{one}" for one in CardShape}
    used |= {f"picture.{one}.of" for one in ("timeline", "network", "places")}
    used |= {f"picture.{one}" for one in Standing}
    used |= {f"document.{name}" for name in ("title", "publisher", "date", "language")}
    used |= {f"region.{region}" for region in REGIONS}
    used |= {f"status.delivery.{state}" for state in ("uncertain", "failed", "held")}
    used |= {f"kind.{kind}" for kind in Kind} | {f"command.{one}" for group in GROUPS.values() for one in group}
    used |= {f"help.group.{title}" for title in HelpTitle} | {f"type.{one}" for one in EntityType}
    used |= {"command.help"} | {f"lead.{one.name.lower()}" for one in Lead}
    used |= {f"reminder.not-{one.name.lower()}" for one in Lead}
    used |= {f"countdown.{one}{dated}" for one in ("plain", "announced", "expected") for dated in ("", ".dated")}
    used |= {"command.help"} | {f"feeds.{state}" for state in FeedState}
    used |= {f"leads.held.{one}" for one in Point}
    used |= {f"neighbour.{one}" for one in NeighbourKind if one not in (NeighbourKind.YEAR, NeighbourKind.OTHER)}
    used |= {f"tells.{one}" for one in Tells} | {f"how.tells.{one}" for one in Tells if one is not Tells.FACTS}
    used |= {f"{key}.{lang}" for key in ("language", "settings.chosen") for lang in (*LANGUAGES, "auto")}
    used |= {f"update.{occasion}" for occasion in Occasion}
    used |= {f"verdict.{said}" for said in ("confirmed", "contradicted", "announced", "expected", "intended")}
    used |= {f"number.{n}" for n in range(2, 13)} | {f"class.{one}" for one in (*_classes(), "thing", "day")}
    told = {"named", "matching", "told", "said", "does", "earliest", "latest", "before", "after", "new", "digest"}
    used |= {f"result.{one}" for one in told}

    assert used == set(messages("en"))


def _classes() -> Iterable[str]:
    phrasings, _ = read_phrasings(BUILT_IN, None)
    assert phrasings is not None
    operations, _ = read_operations(BUILT_IN, phrasings.properties)
    assert operations is not None
    return operations.classes


def _keys_in_code() -> Iterator[str]:
    prefixes = {name.partition(".")[0] for name in messages("en")}
    for file in (
        *ROOT.glob("bot/*.py"),
        *ROOT.glob("bot/delivery/*.py"),
        *ROOT.glob("bot/interface/**/*.py"),
        *ROOT.glob("bot/publishing/*.py"),
        *ROOT.glob("handlers/*.py"),
        ROOT / "bot/cli/in_words.py",
    ):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Constant(value=str(text)) if text.partition(".")[0] in prefixes and " " not in text:
                    yield from (text,) if "." in text and not text.endswith((".", "-")) else ()
                case _:
                    pass


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, f"{FSI}0{PDI} دقيقة"),
        (1, "دقيقة واحدة"),
        (2, "دقيقتين"),
        (3, f"{FSI}3{PDI} دقائق"),
        (10, f"{FSI}10{PDI} دقائق"),
        (11, f"{FSI}11{PDI} دقيقة"),
        (99, f"{FSI}99{PDI} دقيقة"),
        (100, f"{FSI}100{PDI} دقيقة"),
        (102, f"{FSI}102{PDI} دقيقة"),
        (103, f"{FSI}103{PDI} دقائق"),
        (111, f"{FSI}111{PDI} دقيقة"),
    ],
)
def test_arabic_numbers_take_their_own_plural(n: int, expected: str) -> None:
    assert AR.count("count.minutes", n) == expected


def test_english_has_two_plurals() -> None:
    assert [EN.count("count.minutes", n) for n in (1, 2)] == [f"{FSI}1{PDI} minute", f"{FSI}2{PDI} minutes"]


def test_every_inserted_value_is_isolated_and_cannot_break_out() -> None:
    evil = "2023\u2069\u202e\nجدا{x}"

    assert EN.text("refusal.date", missing=evil) == f"I have nothing on {FSI}2023 جدا{{x}}{PDI}."


def test_a_text_of_the_catalogue_is_inserted_as_it_is() -> None:
    listed = EN.listed(["a", Worded("b"), "c"])

    assert listed == f"{FSI}a{PDI}, b and {FSI}c{PDI}"
    assert EN.text("refusal.date", missing=listed) == f"I have nothing on {listed}."
    assert AR.listed(["أ", "ب"]) == f"{FSI}أ{PDI} و{FSI}ب{PDI}"


def test_an_unknown_key_is_an_error_not_a_text() -> None:
    with pytest.raises(KeyError, match="no\\.such"):
        EN.text("no.such")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert Wordings.load().speak("ru").lang == "en"


@pytest.mark.parametrize(
    ("day", "english", "arabic"),
    [
        (date(2024, 11, 21), "21 November 2024", "21 نوفمبر 2024"),
        (PartialDate.parse("2024-04-25"), "25 April 2024", "25 أبريل 2024"),
        (PartialDate.parse("2024-04"), "April 2024", "أبريل 2024"),
        (PartialDate.parse("2024"), "2024", "2024"),
        (PartialDate.parse("2024-04-25/2024-04-26"), "25–26 April 2024", "25–26 أبريل 2024"),
        (PartialDate.parse("2024-04-30/2024-05-01"), "30 April 2024 – 1 May 2024", "30 أبريل 2024 – 1 مايو 2024"),
    ],
)
def test_dates_are_worded_as_precisely_as_they_are_known(day: date | PartialDate, english: str, arabic: str) -> None:
    assert (EN.date(day), AR.date(day)) == (english, arabic)
