"""Which lines of a text that was copied from a page are its article."""

from __future__ import annotations

import pytest

from knowledge.text.sentences import headline, sentences

ARTICLE = (
    "The harbour master closed the port on Monday because of a storm that nobody had expected.",
    "Twelve ships wait outside. Their crews were told to stay on board until the wind drops again.",
    "The port will open on Thursday if the divers find no wreck in the channel, the master said.",
)
ABOVE = ("Home", "World", "Middle East", "Sign in", "Storm closes the port of Tolm", "By Ada Vell", "12 March 2024")
BELOW = ("Related", "Bread prices rise again in Orn", "Most read", "The village that stayed", "Sign up here")


def told(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


WHOLE = told(*ARTICLE)


def test_of_a_page_its_article_is_told_below_its_headline() -> None:
    assert told(*ABOVE, *ARTICLE, *BELOW) == ["Storm closes the port of Tolm", *WHOLE]
    assert headline("\n".join((*ABOVE, *ARTICLE, *BELOW))) == "Storm closes the port of Tolm"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The divers of Tolm",
        "Divers at work in the channel (AFP)",
        "The port seen from the tower. Photograph: Getty Images",
        "Advertisement · Scroll to continue",
        "Watch: The storm from above",
        "الميناء بعد العاصفة (أ.ف.ب)",
        "قد يهمك أيضاً",
        "شاهد.. لحظة وصول العاصفة",
        "Profile",
    ],
)
def test_furniture_between_the_paragraphs_of_a_page_is_no_sentence(line: str) -> None:
    assert told(*ABOVE, ARTICLE[0], line, *ARTICLE[1:], *BELOW) == ["Storm closes the port of Tolm", *WHOLE]


def test_of_several_headlines_that_is_told_which_has_the_words_of_the_article() -> None:
    trending = ("Most popular", "Bread prices rise again in Orn", "A village that refused to leave")

    assert told(*trending, *ABOVE, *ARTICLE, *BELOW) == ["Storm closes the port of Tolm", *WHOLE]
    assert headline("\n".join((*trending, *ABOVE, *ARTICLE, *BELOW))) == "Storm closes the port of Tolm"


def test_what_follows_a_list_of_links_belongs_to_the_article() -> None:
    links = ("list of 3 items", "list 1 of 3", "A town that sank twice", "list 2 of 3", "Bread in Orn", "end of list")
    found = told(*ABOVE, *ARTICLE, *ARTICLE, *links, "It will rain until Friday.", *ARTICLE[:2], *BELOW)

    assert found == ["Storm closes the port of Tolm", *WHOLE, *WHOLE, "It will rain until Friday.", *WHOLE[:3]]


def test_a_headline_and_a_caption_that_stand_there_twice_are_told_once() -> None:
    title, caption = "Storm closes the port of Tolm", "The port of Tolm at dawn"

    assert told(title, caption, title, caption, *ARTICLE) == [title, caption, *WHOLE]


def test_headlines_that_are_announced_are_those_of_something_else() -> None:
    lines = (*ABOVE, ARTICLE[0], "You may also like:", "A town that sank twice", *ARTICLE[1:], *BELOW)

    assert told(*lines) == ["Storm closes the port of Tolm", *WHOLE]


@pytest.mark.parametrize(
    "kept",
    [
        ("What the divers found in the channel",),
        ("• two anchors", "• a rudder", "• the bell of a frigate"),
        (
            "It was attended by:",
            "Norland",
            "Vellia",
            "The Zerkon Council",
            "Port Vesk",
            "The League",
            "Orn",
            "Tolm Bay",
        ),
    ],
    ids=["a heading", "a list with marks", "a list without"],
)
def test_what_an_article_lists_is_told(kept: tuple[str, ...]) -> None:
    found = told(*ABOVE, *ARTICLE, *kept, *ARTICLE, *BELOW)

    assert found[:1] + found[-len(WHOLE) :] == ["Storm closes the port of Tolm", *WHOLE]
    assert [one.lstrip("• ") for one in kept if len(one.split()) > 2] == [
        one.lstrip("• ") for one in found if one in kept and len(one.split()) > 2
    ]


def test_a_list_that_is_announced_at_the_end_is_told() -> None:
    names = ("Norland", "Vellia", "The Zerkon Council")
    found = told(*ABOVE, *ARTICLE, "These were there:", *names, *BELOW)

    assert found[-1] == "The Zerkon Council"


@pytest.mark.parametrize(
    "around",
    [
        ("Delegates", "Mira Vosner, Norland", "Ada Vell, Vellia", "Page 1 of 2", "© 2024 The League"),
        ("Communiqué", "Tolm, 12 March 2024", "1", "2", "3", "4", "5"),
        ("Share", "Norland", "Vellia"),
    ],
    ids=["rights and numbers of pages", "pages alone", "one bar"],
)
def test_a_text_that_is_no_page_of_the_web_keeps_its_short_lines(around: tuple[str, ...]) -> None:
    lines = [one for one in around if not one.isdecimal() and one[:4] not in ("Page", "© 20", "Shar")]

    assert told(*around, *ARTICLE) == [*lines, *WHOLE]
    assert headline("\n".join((*around, *ARTICLE))) is None


@pytest.mark.parametrize(
    "line",
    [
        "Tel: +971 4 000 0000, press@vell.example",
        "https://vell.example/news/12",
        "[As delivered]",
        "Sent from my iPhone",
        "Divers at work in the channel (AFP)",
        "جانب من الميناء (د.ب.أ)",
        "Leave a Reply",
        "رابط مختصر للمادة:",
        "كل الحقول التي عليها علامة (*) مطلوبة",
        "هاتف: 0096 4 555 0101",
        "للنشر الفوري",
        "// انتهى //",
    ],
)
def test_how_a_text_was_sent_is_no_part_of_it(line: str) -> None:
    assert told(*ARTICLE, line) == WHOLE


@pytest.mark.parametrize(
    "sentence",
    [
        "Watch-keeping officers left the bridge before the collision.",
        "Reporting by the council shows that nothing had changed since May.",
        "More in Orn face hunger than a year ago, the league said.",
        "Register of wrecks opens in Tolm",
        "مصدر: القوات تنسحب من المدينة خلال أيام",
        "تابع الوزير سير العمل في ميناء فسك اليوم.",
        "اشترك في التمرين جنود من أربع عشرة دولة.",
        "2024 was the year of the storm.",
    ],
)
def test_a_sentence_that_begins_as_furniture_does_is_told(sentence: str) -> None:
    assert told(sentence, *ARTICLE) == [sentence, *WHOLE]
