"""Documents are linked to whom they name; what was labelled before says how often rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.linking.linker import Linker

SENTENCES = Path(__file__).with_name("sentences.tsv")


@pytest.fixture(scope="module")
def linker(corpus: Corpus) -> Linker:
    return Linker(corpus.entities)


def labelled() -> list[tuple[frozenset[str], str]]:
    lines = (one for one in SENTENCES.read_text("utf-8").splitlines() if not one.startswith("#"))
    pairs = (line.split("\t") for line in lines)
    return [(frozenset(() if ids == "-" else ids.split(",")), text) for ids, text in pairs]


def named(linker: Linker, text: str) -> frozenset[str]:
    """Whom the sentences of a text name, which has nothing else."""
    return frozenset(id_ for one in linker.sentences("", text) for id_ in one.entities)


def test_links_are_right_and_few_are_missing(linker: Linker) -> None:
    both = [(wanted, named(linker, text)) for wanted, text in labelled()]
    right = sum(len(wanted & found) for wanted, found in both)

    assert len(both) == 300
    assert right / sum(len(found) for _, found in both) >= 0.97
    assert right / sum(len(wanted) for wanted, _ in both) >= 0.9


def test_a_short_name_counts_where_the_document_has_the_long_one(linker: Linker) -> None:
    short = "Shanghai has to decide by May."
    alone = linker.sentences("", short)
    told = linker.sentences("The Shanghai Cooperation Organisation meets", short)

    assert alone == []
    assert [one.entities for one in told] == [("sco",), ("sco",)]


def test_an_office_is_that_of_the_state_beside_it(linker: Linker) -> None:
    assert "defence-minister-india" not in named(linker, "The French defence minister met Indian officers in Paris.")
    assert {"defence-minister-india", "india"} <= named(linker, "The Indian defence minister resigned.")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tashkent said no.", True),
        ("The authorities in Tashkent said no.", True),
        ("They met in Dushanbe and Tashkent.", False),
        ("He spoke at the Tashkent forum.", False),
        ("وأعلنت طشقند قبولها.", True),
        ("وقالت الحكومة في طشقند إنها تقبل.", True),
        ("التقى الوفدان في دوشنبه وطشقند.", False),
        ("وفي طشقند هطل المطر.", False),
        ("ازدحمت شوارع طشقند.", False),
    ],
)
def test_a_capital_stands_for_its_government_and_not_for_the_town(linker: Linker, text: str, *, meant: bool) -> None:
    assert ("uzbekistan" in named(linker, text)) is meant


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Astana said no.", "kazakhstan"),
        ("The choir sang in Astana.", "astana"),
        ("وأعلنت أستانا قبولها.", "kazakhstan"),
        ("غنّت الجوقة في أستانا.", "astana"),
    ],
)
def test_a_town_that_can_be_followed_is_itself_until_it_does_what_governments_do(
    linker: Linker, text: str, who: str
) -> None:
    assert named(linker, text) == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("NEW DELHI: The defence minister, R. Rao, resigned.", {"defence-minister-india"}),
        ("NEW DELHI (Press) — The French defence minister resigned.", set()),
        ("NEW DELHI (Press) — The minister of defence of France resigned.", set()),
        ("LONDON: The defence minister, R. Rao, resigned.", set()),
        ("نيودلهي (د ش) – استقال وزير الدفاع راو أمس.", {"defence-minister-india"}),
        ("نيودلهي – استقال وزير الدفاع الفرنسي أمس.", set()),
        ("LONDON: Defence Secretary Giridhar Aramane resigned.", {"defence-secretary-india", "giridhar-aramane"}),
    ],
)
def test_an_office_without_a_state_is_that_of_where_the_report_comes_from_or_of_its_holder(
    linker: Linker, text: str, who: set[str]
) -> None:
    assert {id_ for one in linker.sentences("News", text) for id_ in one.entities} == who


@pytest.mark.parametrize(
    "text",
    [
        "The European Union agreed.",
        "نظمت الندوة منظمة الأمن والتعاون في أوروبا.",
        "The United Nations Office on Drugs and Crime counts fields.",
        "The Regional Anti-Terrorist Structure has an office.",
        "The trade minister resigned.",
        "استقال وزير التجارة.",
        "قال البنك الآسيوي للتنمية إنه يقرض أكثر.",
        "The club will trade its goalkeeper.",
        "The latest development came on Monday.",
        "Small states pay less into the fund.",
        "He called it an Islamic state.",
    ],
)
def test_words_inside_the_name_of_another_are_no_name(linker: Linker, text: str) -> None:
    assert named(linker, text) == frozenset()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ارتفعت تجارتها مع الجيران", "trade"),
        ("أغلق المزارعون الأوروبيون الطرق", "europe"),
        ("شهدت الشركة هجومًا سيبرانيًا", "cyber-attacks"),
        ("Attacks on critical infrastructure go on.", "critical-systems"),
        ("Prosperity comes later.", "prosperity"),
        ("A cell of Islamic State Khorasan was found.", "isis"),
    ],
)
def test_names_are_known_with_endings_and_by_their_other_words(linker: Linker, text: str, who: str) -> None:
    assert named(linker, text) == {who}


def test_what_shares_a_stem_with_a_name_but_no_ending_is_another_word(linker: Linker) -> None:
    assert named(linker, "وقال تجار إن السعر تراجع.") == frozenset()


def test_what_has_been_named_is_known_by_what_it_is(linker: Linker) -> None:
    english = linker.sentences("Ministers of the Shanghai Cooperation Organisation meet", "The organisation is young.")
    arabic = linker.sentences("تقرير إلى مجلس الأمن الدولي", "يجتمع المجلس غدًا.")

    assert [one.entities for one in english][-1] == ("sco",)
    assert [one.entities for one in arabic] == [("un-security-council",)] * 2
    assert [one.text for one in linker.sentences("", "Giridhar Aramane came. Armani left.")][1:] == ["Armani left."]
    assert named(linker, "Armani left.") == frozenset()
    assert named(linker, "The organisation is young. يجتمع المجلس غدًا.") == frozenset()


def test_an_exercise_among_many_is_not_the_one_that_we_hold(linker: Linker) -> None:
    assert "cyber-exercise-2025" in named(linker, "The cyber exercise began. بدأ التمرين السيبراني.")
    assert "cyber-exercise-2025" not in named(linker, "A cyber exercise began. بدأ تمرين سيبراني.")
