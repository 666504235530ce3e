"""Words that only ask, point or join, by language and dialect, and what they ask for."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.vocabulary.terms import Ask

ARABIC = {
    Ask.PERSON: "مين, منو, منهو, شكون, أشكون, لشكون, ديالمن, ديال شكون, تاع شكون, بتاع مين, تبع مين, مال منو, مع شكون",
    Ask.THING: "إيه, شو, شنو, وش, إيش, أشنو, أشمن, شنيا, شوهي, ويشو, أينا, شو هاد",
    Ask.TIME: "امتى, إيمتى, يمتى, متى, شوكت, وقتاش, فوقاش, من وقتاش, حتى لفوقاش, لحد امتى, لين متى, أشمن نهار",
    Ask.PLACE: "فين, وين, فيناهو, وينهو, وينن, فينكم, منين, مناين, لوين, على فين, أشمن مدينة, أنهي حتة",
    Ask.REASON: "ليه, ليش, علاش, علاه, عليش, لاش, عشان إيه, علمود شنو, منشان ايش, على قبل أش",
    Ask.MANNER: "ازاي, كيف, شلون, كيفاش, كيفاه, وش لون, أشمن طريقة",
    Ask.QUANTITY: "كام, كم, قديش, شكد, شحال, بشحال, شحال من واحد, قداش من, قد إيه",
    Ask.YES_NO: "هل, واش, واش بصح, ياك, بصح, صج, عنجد, من جد",
}
IN_LATIN = {
    Ask.PERSON: "meen, mnu, mnou, chkoun, shkoun, chkoun li, lchkoun, dyal men, m3a chkoun",
    Ask.THING: "eh, shu, shno, wesh, chnou, chnowa, chniya, achnou, achmen",
    Ask.TIME: "emta, 2eimta, wa9tach, fou9ach, fouqach, shwakt, achmen nhar",
    Ask.PLACE: "feen, wein, mnin, lwein, finahouwa, achmen mdina",
    Ask.REASON: "leh, lesh, 3lach, 3lah, lech, 3lamud shinu",
    Ask.MANNER: "ezay, shlon, kifach, kifech",
    Ask.QUANTITY: "kam, ch7al, chhal, 9addech, 2addesh",
    Ask.YES_NO: "hal, wach, wach bsa7, yak, 3anjad",
}
RUSSIAN = {
    Ask.PERSON: "кто, кого, кому, кем, обо ком, чей, чья, чьё, чьи, чьему, чьих, чьими, чью, хто, ково, кто же, а кто",
    Ask.THING: "что, чего, чему, чем, чё, шо, што, какой, какая, какое, какие, какого, какую, который, что же",
    Ask.TIME: "когда, с каких пор, до какого времени, с какого момента, как давно, через сколько, када, когда же",
    Ask.PLACE: "где, куда, откуда, докуда, из какой страны, в какую страну, где же",
    Ask.REASON: "почему, зачем, отчего, с чего, нафига, пачиму, почему же",
    Ask.MANNER: "как, каким образом, в какой мере, как же",
    Ask.QUANTITY: "сколько, скольких, сколькими, скока, какой процент",
    Ask.YES_NO: "ли, разве, неужели, неужто, да или нет",
}
ENGLISH = {
    Ask.PERSON: "who, whom, whose, who's, who'd, who've, who'll, whomever, hwo, whu",
    Ask.THING: "what, what's, what're, what'd, which, wht, hwat, which of",
    Ask.TIME: "when, when's, when'd, since when, how recently, whne, wehn",
    Ask.PLACE: "where, where's, where'd, whither, whence, wehre, hwere",
    Ask.REASON: "why, why'd, what reason, wyh, hwy",
    Ask.MANNER: "how, how'd, how're, howto, howw",
    Ask.QUANTITY: "how many, how much, how mny, hw much, what number, what share",
    Ask.YES_NO: "is it true, did, isn't, ain't, innit, true or false",
}
NEUTRAL = {
    "ar": "ديال, ديالها, تاع, متاعهم, نتاع, بتوعهم, تبعهن, مالتهم, هادو, هداك, هاديك, هيداك, هذيج, غادي, كيكون, راه, "
    "عافاك, يعيشك, انطيني, ورجيني, ديجا, مزال, لحد دابا, للحين, بالزاف, كيما, بيه, معاها, واخا, مزيان",
    "ar-latn": "li, dyal, dyalhom, mta3, nta3ha, hadak, dakchi, ghadi, kaykoun, nta, 3afak, mazal, bzaf, fihom",
    "ru": "дай, пжлст, неа, дружище",
    "en": "hes, shes, adn, wether, any chance",
}
DENYING = "موش, مهوش, ماهيش, ماكش, ما كاينش, معندوش, محدش, ما حدا, mouch, makansh, ma7ad"


def of(tables: dict[Ask, str]) -> list[tuple[str, Ask]]:
    return [(form, ask) for ask, forms in tables.items() for form in forms.split(", ")]


@pytest.mark.parametrize("table", [ARABIC, IN_LATIN, RUSSIAN, ENGLISH], ids=["ar", "ar-latn", "ru", "en"])
def test_every_word_that_asks_asks_for_what_it_should(engine: Engine, table: dict[Ask, str]) -> None:
    wrong = {form: engine.reader.read(form).asks for form, ask in of(table) if ask not in engine.reader.read(form).asks}

    assert wrong == {}


@pytest.mark.parametrize("lang", NEUTRAL)
def test_small_words_carry_nothing_and_lack_nothing(engine: Engine, lang: str) -> None:
    read = {form: engine.reader.read(form) for form in NEUTRAL[lang].split(", ")}
    wrong = {
        form: question.items or question.unmatched
        for form, question in read.items()
        if question.unmatched or not all(span.senses and span.is_neutral for span in question.spans)
    }

    assert wrong == {}


def test_what_denies_in_a_dialect_denies(engine: Engine) -> None:
    assert [form for form in DENYING.split(", ") if "negation" not in engine.reader.read(form).concepts] == []


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("кто же подписал соглашение?", Ask.PERSON),
        ("а кто подписал соглашение?", Ask.PERSON),
        ("which of the states took part?", Ask.THING),
        ("طيب ليش شاركت الهند؟", Ask.REASON),
        ("chkoun li cherek f l monawara?", Ask.PERSON),
    ],
)
def test_a_question_word_is_not_hidden_in_a_phrase_that_carries_nothing(engine: Engine, text: str, ask: Ask) -> None:
    assert ask in engine.reader.read(text).asks


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("did Togo take part in the meeting?", "Togo"),
        ("who are the Nigerien officials?", "Nigerien"),
        ("هل شارك الإيفواريون في الاجتماع؟", "الإيفواريون"),
        ("من وقع الاتفاق في مالي؟", "مالي"),
        ("кто подписал соглашение в Того?", "Того"),
        ("هل وقعت واغادوغو الاتفاق؟", "واغادوغو"),
        ("was it held in Bamako?", "Bamako"),
    ],
)
def test_a_state_that_nobody_curated_is_a_stranger_by_its_name_its_people_and_its_capital(
    engine: Engine, text: str, named: str
) -> None:
    assert [item.text for item in engine.reader.read(text).items if item.stranger] == [named]


@pytest.mark.parametrize(
    "text", ["ما الدعم المالي للهند؟", "что было после того как приехал посол?", "о малых странах", "ما مجرى الأحداث؟"]
)
def test_words_that_look_like_a_state_are_none(engine: Engine, text: str) -> None:
    assert [item.text for item in engine.reader.read(text).items if item.stranger] == []


@pytest.mark.parametrize(
    ("forms", "concept"),
    [
        ("كيشارك, غيشاركو, كايشارك, بيشاركوا, هيشاركوا, سيشاركون", "participate"),
        ("شجبوا, يشجبو, غيشجبوا", "condemn"),
        ("كيهددو, غيهدد, هددوا", "threat"),
        ("غيعتقلو, اعتقلوا, كيعتقلو", "arrest"),
    ],
)
def test_verbs_are_known_in_every_person_and_dialect(engine: Engine, forms: str, concept: str) -> None:
    assert [form for form in forms.split(", ") if concept not in engine.reader.read(form).concepts] == []
