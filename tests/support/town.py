"""A made-up world asked about in the built-in words: a council, a drill, a league and those who meet there.

Its names are no words of any language; what tests ask of it shows rules and not what the shipped documents say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from knowledge.answering.engine import Engine
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.learned.calibration import Calibration
from knowledge.learned.reading import Learned
from knowledge.matching.profiler import Profiler
from knowledge.model import Alias, Citation, Entity, EntityType, Kind, Source, Statement, Strength
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings

LOG, DIARY = "log", "diary"
_WEIGHTS = {"coverage": 4.0, "off_property": -4.0, "missing": -3.0, "unmatched": -4.0, "foreign": -6.0}
_CALIBRATION = Calibration(
    price=1.0,
    bias=-1.5,
    weights=_WEIGHTS,
    untaught_bias=-1.5,
    untaught_weights=_WEIGHTS,
    ranking={"coverage": 5.0, "property_asked": 1.0, "ask_met": 2.0, "subject": 1.5, "sized": 1.0, "unmet": -1.0},
)
"""Rounder than what is fitted, and the same whatever is learned later."""


def entity(
    id_: str,
    type_: EntityType,
    *,
    ar: str,
    en: str,
    dates: str | None = None,
    place: str | None = None,
    aliases: Iterable[Alias] = (),
) -> Entity:
    """An entity of a kind that follows from its type."""
    names = {"ar": ar, "en": en}
    known = PartialDate.parse(dates) if dates else None
    return Entity(id_, _KINDS.get(type_, Kind.TOPIC), type_.value, names, tuple(aliases), names, known, place)


_KINDS: Mapping[EntityType, Kind] = {
    EntityType.PERSON: Kind.ACTOR,
    EntityType.OFFICE: Kind.ACTOR,
    EntityType.STATE: Kind.ACTOR,
    EntityType.ORGANISATION: Kind.ACTOR,
    EntityType.ARMED_GROUP: Kind.ACTOR,
    EntityType.COUNCIL_SESSION: Kind.MEETING,
    EntityType.MINISTERIAL_MEETING: Kind.MEETING,
    EntityType.EXERCISE: Kind.MEETING,
    EntityType.CORRIDOR: Kind.INITIATIVE,
}


def named(text: str, lang: str, strength: Strength = Strength.STRONG) -> Alias:
    """Another name."""
    return Alias(text, lang, strength)


_LUNDO = named("Lundo", "en", Strength.WEAK)

ENTITIES = (
    entity("norland", EntityType.STATE, ar="نورلانديا", en="Norland", aliases=[named("норландия", "ru")]),
    entity("sudria", EntityType.STATE, ar="سودريا", en="Sudria"),
    entity("ostovia", EntityType.STATE, ar="أوستوفيا", en="Ostovia"),
    entity("vellin", EntityType.PLACE, ar="فيلينا", en="Vellin"),
    entity("quorra", EntityType.PLACE, ar="كوورا", en="Quorra"),
    entity("mira-voss", EntityType.PERSON, ar="ميرا فوسنر", en="Mira Vosner", aliases=[named("Vosner", "en")]),
    entity(
        "tarek-lundo",
        EntityType.PERSON,
        ar="طارق لوندو",
        en="Tarek Lundo",
        aliases=[_LUNDO],
    ),
    entity("anna-lundo", EntityType.PERSON, ar="آنا لوندو", en="Anna Lundo", aliases=[_LUNDO]),
    entity("zerkon", EntityType.ORGANISATION, ar="زركون", en="Zerkon"),
    entity("grell", EntityType.ARMED_GROUP, ar="غريلوف", en="Grellov"),
    entity("brakka", EntityType.ARMED_GROUP, ar="براكوش", en="Brakkosh"),
    entity(
        "zerkon-council",
        EntityType.COUNCIL_SESSION,
        ar="مجلس زركون",
        en="Zerkon Council",
        dates="2021-05-03/2021-05-04",
        place="vellin",
    ),
    entity("tidefall", EntityType.EXERCISE, ar="مناورة تيدفول", en="Tidefall Drill", dates="2022-06"),
    entity("ombrine", EntityType.CORRIDOR, ar="ممر أومبرين", en="Ombrine Corridor"),
    entity("glimmer", EntityType.THREAT, ar="الغليمر", en="glimmerage"),
)


def statement(
    id_: str,
    property_: str,
    *,
    ar: str,
    en: str,
    quote: str = "",
    value: str | None = None,
    about: Iterable[str] = (),
    said_by: str | None = None,
    upcoming: str | None = None,
    source: str = LOG,
) -> Statement:
    """A statement of the entity before the dot."""
    return Statement(
        id=id_,
        subject=id_.partition(".")[0],
        property=property_,
        wording={"ar": ar, "en": en},
        citations=(Citation(source, quote or en, 0),),
        value=value,
        about=tuple(about),
        said_by=said_by,
        upcoming={"ar": upcoming, "en": upcoming} if upcoming else None,
    )


STATEMENTS = (
    statement(
        "zerkon-council.date",
        "date",
        value="2021-05-03/2021-05-04",
        ar="اجتمع مجلس زركون في 3 و4 مايو 2021.",
        en="The Zerkon Council met on 3–4 May 2021.",
        upcoming="The Zerkon Council will meet on 3–4 May 2021.",
    ),
    statement(
        "zerkon-council.place",
        "place",
        value="vellin",
        ar="اجتمع مجلس زركون في مدينة فيلينا.",
        en="The Zerkon Council met in the city of Vellin.",
    ),
    statement(
        "zerkon-council.session",
        "session-number",
        value="9",
        ar="كانت هذه الدورة التاسعة لمجلس زركون.",
        en="This was the ninth session of the Zerkon Council.",
    ),
    statement(
        "zerkon-council.head",
        "delegation-head",
        value="mira-voss",
        about=["norland"],
        ar="ترأست ميرا فوسنر وفد نورلانديا إلى مجلس زركون.",
        en="Mira Vosner led the delegation of Norland to the Zerkon Council.",
    ),
    statement(
        "zerkon-council.stressed",
        "stressed",
        said_by="mira-voss",
        ar="شددت ميرا فوسنر على التعاون في مكافحة الإرهاب.",
        en="Mira Vosner stressed cooperation against terrorism.",
    ),
    statement(
        "tidefall.host",
        "host",
        value="norland",
        ar="استضافت نورلانديا مناورة تيدفول.",
        en="Norland hosted the Tidefall Drill.",
    ),
    statement(
        "tidefall.participants",
        "participant",
        ar="شاركت خمس جمهوريات في مناورة تيدفول.",
        en="Five republics took part in the Tidefall Drill.",
    ),
    statement(
        "tidefall.aim",
        "aim",
        ar="تهدف مناورة تيدفول إلى حماية الفوانيس.",
        en="The aim of the Tidefall Drill is to protect lanterns.",
        source=DIARY,
    ),
    statement(
        "zerkon.members",
        "member",
        about=["norland", "sudria", "ostovia"],
        ar="أعضاء زركون هم نورلانديا وسودريا وأوستوفيا.",
        en="The members of Zerkon are Norland, Sudria and Ostovia.",
    ),
    statement(
        "zerkon.members-two",
        "member",
        about=["norland", "sudria"],
        ar="أعضاء زركون نورلانديا وسودريا.",
        en="Members of Zerkon: Norland and Sudria.",
    ),
    statement(
        "tarek-lundo.office",
        "office",
        ar="طارق لوندو وزير دفاع سودريا.",
        en="Tarek Lundo is the defence minister of Sudria.",
        about=["sudria"],
    ),
    statement(
        "anna-lundo.office",
        "office",
        ar="آنا لوندو وزيرة دفاع أوستوفيا.",
        en="Anna Lundo is the defence minister of Ostovia.",
        about=["ostovia"],
    ),
    statement(
        "mira-voss.designated",
        "designation",
        about=["grell", "brakka"],
        ar="صنفت ميرا فوسنر جماعتي غريلوف وبراكوش جماعات إرهابية.",
        en="Mira Vosner designated Grellov and Brakkosh as terrorist groups.",
    ),
    statement(
        "ombrine.connects",
        "connects",
        about=["norland", "ostovia"],
        ar="يربط ممر أومبرين نورلانديا بأوستوفيا.",
        en="The Ombrine Corridor connects Norland with Ostovia.",
        source=DIARY,
    ),
)


def town(phrasings: Phrasings, claim_reader: ClaimReader) -> KnowledgeBase:
    """The world as knowledge, in the given words."""
    entities = {one.id: one for one in ENTITIES}
    lexicon = Lexicon.build(phrasings.phrases, entities.values())
    return KnowledgeBase(
        version="town",
        sources={id_: Source(id_, "en", date(2022, 7, 1), "0" * 64, "") for id_ in (LOG, DIARY)},
        entities=entities,
        statements={one.id: one for one in STATEMENTS},
        phrasings=replace(phrasings, phrases=()),
        learned=Learned(_CALIBRATION),
        lexicon=lexicon,
        claim_reader=claim_reader,
        profiles=Profiler(lexicon, claim_reader, phrasings, entities, STATEMENTS).profiles(),
    )


def townsfolk(phrasings: Phrasings, claim_reader: ClaimReader) -> Engine:
    """The engine over it."""
    return Engine(town(phrasings, claim_reader))
