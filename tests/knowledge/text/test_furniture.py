"""Which lines of a page are no part of what it says, and which look like it and are."""

from __future__ import annotations

import pytest

from knowledge.text.furniture import is_furniture, is_of_a_site

SITE = [
    *("Share", "share this article", "Share via WhatsApp", "Print", "Sign in", "LOG IN", "Skip to content"),
    *("Facebook", "Facebook Twitter WhatsApp", "Facebook | X | Print", "E-mail · Telegram"),
    *("Comments", "Comments (12)", "3 comments", "Advertisement", "Related", "Most read", "Read more"),
    *("Read more: The divers of Tolm", "Subscribe to our newsletter", "We use cookies on this site"),
    *("طباعة", "إعلان", "شارك", "اقرأ المزيد", "الأكثر قراءة", "فيسبوك تويتر"),
]
PAPER = [
    *("Page 3 of 7", "12", "الصفحة 3 من 7", "стр. 4", "© 2024 The Tolm Herald", "(c) 2024 Tolm"),
    *("All rights reserved.", "Photograph: Ada Vell", "Divers at work (Reuters)", "editor@tolm.example"),
    *("https://tolm.example/a", "Tel: +44 20 7946 0018",),
]  # fmt: skip
SAID = [
    "Facebook was fined by the court of Norland.",
    "The ministers share this view.",
    "Print runs fell by half.",
    "He commented on 3 proposals.",
    "The page was torn out of the book.",
    "12 ships left.",
    "Read the law again, the judge said.",
    "The advertisement was forbidden.",
    "She sent an e-mail to the editor.",
    (
        "The judge of Orn, who closed the case on Monday, said once more that the town had kept all "
        "rights reserved for its citizens, and that nobody who came from Norland had any of them left."
    ),
    "طباعة الكتب تكلف كثيرا",
    "أُعلن عن الاجتماع",
]


@pytest.mark.parametrize("line", SITE)
def test_what_only_pages_of_the_web_have_is_no_part_of_a_text(line: str) -> None:
    assert is_of_a_site(line, 0, len(line))
    assert is_furniture(line, 0, len(line))


@pytest.mark.parametrize("line", PAPER)
def test_what_stands_at_the_edge_of_any_page_is_none_either(line: str) -> None:
    assert is_furniture(line, 0, len(line))
    assert not is_of_a_site(line, 0, len(line))


@pytest.mark.parametrize("line", SAID)
def test_a_sentence_with_such_words_is_said(line: str) -> None:
    assert not is_furniture(line, 0, len(line))


def test_a_stretch_is_looked_at_and_not_what_stands_around_it() -> None:
    text = "They left. Share. They came."

    assert is_of_a_site(text, 11, 17)
    assert not is_of_a_site(text, 0, 17)


@pytest.mark.parametrize(("length", "is_one"), [(300, True), (301, False)])
def test_what_is_long_is_said(length: int, *, is_one: bool) -> None:
    line = ("Facebook, " * 30).strip()[:300].ljust(length, "!")

    assert is_of_a_site(line, 0, len(line)) is is_one
