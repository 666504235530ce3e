"""Which lines of a text belong together: each rule by itself, on texts as mails, papers and pages have them."""

from __future__ import annotations

import textwrap

import pytest

from knowledge.text.lines import Line, paragraphs

FIRST = (
    "The harbour master said on Monday that two ships had left the eastern quay before the storm came in from the sea"
)
SECOND = "Nobody was hurt, and the quay was open again on the next morning for all who had waited outside"


def read(text: str) -> list[str]:
    """Each paragraph with its lines joined by a bar."""
    return ["|".join(text[start:end] for start, end in run) for run in paragraphs(text)]


def wrapped(*texts: str, width: int = 50) -> str:
    """Each text wrapped by itself, one right below the other."""
    return "\n".join(line for text in texts for line in textwrap.wrap(text, width))


SHORT: dict[str, tuple[str, list[str]]] = {
    # why: a text that nobody wrapped, and its paragraphs
    "nothing": ("", []),
    "nothing but blanks": (" \n\t\n  \n", []),
    "one line": ("The ship left.", ["The ship left."]),
    "a blank line ends what was said": ("The ship\n\nleft", ["The ship", "left"]),
    "a line of blanks too": ("The ship\n  \nleft", ["The ship", "left"]),
    "blanks around a line are no part of it": ("  The ship left.\t\n", ["The ship left."]),
    "lines end as on any machine": ("The ship left,\r\nthen came back.", ["The ship left,|then came back."]),
    "a full stop ends it": ("The ship left.\nIt came back.", ["The ship left.", "It came back."]),
    "so does a mark of a question": ("Did it leave?\nIt did.", ["Did it leave?", "It did."]),
    "in Arabic as well": ("هل غادرت؟\nغادرت السفينة", ["هل غادرت؟", "غادرت السفينة"]),
    "and a colon": ("Sold:\nropes", ["Sold:", "ropes"]),
    "a stop inside closing quotes": ("«غادرت السفينة.»\nوعادت", ["«غادرت السفينة.»", "وعادت"]),
    "a headline has no mark": ("Ministers meet\nThe ministers met.", ["Ministers meet", "The ministers met."]),
    "small letters go on": ("Sander said it had never\nagreed to that.", ["Sander said it had never|agreed to that."]),
    "in any alphabet that has them": ("Сандер сказал\nчто ушёл.", ["Сандер сказал|что ушёл."]),
    "not behind a full stop": ("It left.\nand came back", ["It left.", "and came back"]),
    "a comma goes on": ("The ship left,\nThen it came back.", ["The ship left,|Then it came back."]),
    "an Arabic comma too": ("غادرت السفينة،\nثم عادت", ["غادرت السفينة،|ثم عادت"]),
    "or at the head of the next line": ("غادرت السفينة\n، ثم عادت", ["غادرت السفينة|، ثم عادت"]),
    "an open bracket goes on": ("The ship (\nThe Swan) left.", ["The ship (|The Swan) left."]),
    "a word that wants another goes on": ("She is the head of\nNorland.", ["She is the head of|Norland."]),
    "in Arabic too": ("وقالت إنها لم\nتشارك في القمة.", ["وقالت إنها لم|تشارك في القمة."]),
    "not where it only ends like one": ("A look at the loaf\nNorland bakes", ["A look at the loaf", "Norland bakes"]),
    "a list has an item a line": ("• ropes\n• nets\n• oars", ["• ropes", "• nets", "• oars"]),
    "by numbers": ("1. ropes\n2. nets", ["1. ropes", "2. nets"]),
    "by Arabic numbers": ("١. حبال\n٢. شباك", ["١. حبال", "٢. شباك"]),
    "by letters": ("a) ropes\nb) nets", ["a) ropes", "b) nets"]),
    "a list below a line that ends": ("They sold\n- ropes\n- nets", ["They sold", "- ropes", "- nets"]),
    "a word with a hyphen is no item": ("They sold,\n-ish words", ["They sold,|-ish words"]),
    "an item that is left open goes on": ("- ropes, nets and\nOars\n- sails", ["- ropes, nets and|Oars", "- sails"]),
    "words of a page stand alone": ("Facebook\nTwitter", ["Facebook", "Twitter"]),
    "words of a page that end with a stop may be said": (
        "The ship left,\nShare this article.",
        ["The ship left,|Share this article."],
    ),
    "so may those in small letters": ("The ship left,\nshare this article", ["The ship left,|share this article"]),
    "but not two side by side": (
        "The ship left,\nshare this article,\nprint",
        ["The ship left,|share this article,", "print"],
    ),
    "also where the one before goes on": (
        "The ship left,\nShare this article\nand",
        ["The ship left,", "Share this article", "and"],
    ),
}


@pytest.mark.parametrize("why", SHORT)
def test_a_line_ends_what_is_said_unless_it_is_left_open(why: str) -> None:
    text, runs = SHORT[why]

    assert read(text) == runs


WRAPPED: dict[str, tuple[str, list[int]]] = {
    # why: a text that somebody wrapped, and how many lines each of its paragraphs has
    "full lines go on": (wrapped(f"{FIRST}. {SECOND}."), [5]),
    "whatever letter the next begins with": (wrapped(FIRST.title() + "."), [3]),
    "a short line ends it": (wrapped(f"{FIRST}.", f"{SECOND}."), [3, 2]),
    "a full line that ends with a stop goes on": (
        (
            "Two ships left the quay before the storm came in.\n"
            "Nobody was hurt, and all who had waited for it to\n"
            "pass went home in the evening of the very same day\n"
            "without a word to anybody who had asked them and\n"
            "their friends why."
        ),
        [5],
    ),
    "a short one with a stop ends it, small letters or not": (
        (
            "Two ships left the quay before the storm, with all\n"
            "who had come for the feast of the town on board of\n"
            "them.\n"
            "Nobody was hurt, and all who had waited for it to\n"
            "pass went home."
        ),
        [3, 2],
    ),
    "a figure may stand first in a full line": (
        (
            "The harbour was built by the people of Norland in\n"
            "1999. It was made wider ten years later, when all\n"
            "of the ships had become too large for the old one."
        ),
        [3],
    ),
    "an item ends with a short line and begins another": (
        (
            "- ropes that are long enough for the large ships\n"
            "  of the harbour, and for those that come to it by\n"
            "  night\n"
            "- nets that are made of what the ropes of the old\n"
            "  ships were made of\n"
        ),
        [3, 2],
    ),
}


@pytest.mark.parametrize("why", WRAPPED)
def test_a_full_line_ends_nothing_in_a_text_that_was_wrapped(why: str) -> None:
    text, counts = WRAPPED[why]

    assert [run.count("|") + 1 for run in read(text)] == counts


def filled(length: int, ending: str = "", *, first: str = "Swans") -> str:
    """A line of just so many letters; it begins with a capital."""
    body = f"{first} {'swam out ' * length}"[: length - len(ending)]
    return (body[:-1] + "n" if body.endswith(" ") else body) + ending


@pytest.mark.parametrize(("width", "is_wrapped"), [(29, False), (30, True), (72, True), (140, True), (141, False)])
def test_lines_that_are_too_short_or_too_long_were_wrapped_by_nobody(width: int, *, is_wrapped: bool) -> None:
    """Short ones are verses or a table, long ones paragraphs."""
    assert (len(read("\n".join([filled(width)] * 5))) == 1) is is_wrapped


FULL, CLOSED, HEADLINE, END = filled(50), filled(50, "."), filled(20), filled(20, ".")
LONG_WORD = filled(20, ".", first="Internationally")
SIGNS: dict[str, tuple[list[str], list[int]]] = {
    # why: the lines, of which the longest have fifty letters, and how many each paragraph has
    "three full lines that end nothing": ([FULL, FULL, FULL, HEADLINE, HEADLINE], [4, 1]),
    "two and a headline show nothing": ([FULL, FULL, HEADLINE], [1, 1, 1]),
    "one, and more ends than headlines": ([FULL, END], [2]),
    "one, and as many headlines": ([HEADLINE, FULL, END], [1, 1, 1]),
    "blank lines are no headlines": ([FULL, END, "", FULL, END, "", ""], [2, 2]),
    "none, and more ends than headlines": ([CLOSED, END, CLOSED, END], [1, 1, 1, 1]),
    "a full line may be a bit shorter": ([CLOSED, filled(35), LONG_WORD], [3]),
    "but not much": ([CLOSED, filled(34), LONG_WORD], [1, 1, 1]),
    "a word that had found no room": ([FULL, FULL, FULL, filled(40), filled(20, ".", first="Plovers")], [5]),
    "that had just found none": ([FULL, FULL, FULL, filled(40), filled(20, ".", first="Plover")], [5]),
    "an item begins behind a full line of a list": (["- " + filled(48), FULL, FULL, "- ropes"], [3, 1]),
    "and none behind one of running text": ([FULL, FULL, FULL, "1. " + filled(20)], [4]),
    "that had found some": ([FULL, FULL, FULL, filled(40), filled(20, ".", first="Stork")], [4, 1]),
}


@pytest.mark.parametrize("why", SIGNS)
def test_full_lines_that_end_nothing_show_that_a_text_was_wrapped(why: str) -> None:
    lines, counts = SIGNS[why]

    assert [run.count("|") + 1 for run in read("\n".join(lines))] == counts


def test_a_line_says_where_it_stands_without_the_blanks_around_it() -> None:
    assert list(paragraphs("\n  One,\r\n\ttwo. \n\nThree")) == [[Line(3, 7), Line(10, 14)], [Line(17, 22)]]
