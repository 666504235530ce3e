"""What is proposed of a sentence: property, quote, value, modality and persons, each with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.proposals import DocumentDraft, ProposedStatement
from knowledge.model import Modality, Polarity, Source
from tests.golden.drafts import drafted_rightly


@pytest.fixture(scope="module")
def drafter(corpus: Corpus) -> Drafter:
    return Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, dict(corpus.entities))


def drafted(drafter: Drafter, text: str, language: str = "en") -> DocumentDraft:
    return drafter.draft(Source("doc", language, date(2026, 1, 1), "", text))


def proposed(draft: DocumentDraft, property_: str) -> ProposedStatement:
    return next(one for one in draft.statements if one.property == property_)


@pytest.mark.parametrize(
    ("text", "property_", "value"),
    [
        ("The session was chaired by the host.", "chair", None),
        ("The ministers met on 3 May 2025.", "date", "2025-05-03"),
        ("قُتل خمسة جنود في الهجوم.", "casualties", None),
        ("Egypt and Greece sent officers.", "participant", None),
        ("The exercise took place in Kazakhstan.", "place", "kazakhstan"),
        ("وأدانت الدول الهجوم على السفارة.", "condemnation", None),
    ],
)
def test_a_sentence_is_proposed_for_what_its_words_tell(
    drafter: Drafter, text: str, property_: str, value: str | None
) -> None:
    found = proposed(drafted(drafter, text), property_)

    assert (found.quote, found.value) == (text.rstrip("."), value)
    assert found.why


@pytest.mark.parametrize(
    ("text", "name", "office", "id_"),
    [
        ("Omar Haddad, chief of staff of Jordan, spoke.", "Omar Haddad", "chief of staff of Jordan", "omar-haddad"),
        ("وترأس الوفد علي شمخاني، أمين المجلس الأعلى.", "علي شمخاني", "أمين المجلس الأعلى", ""),
        ("ترأسه وزير الدفاع السعودي الأمير خالد بن سلمان، ثم تحدث.", "خالد بن سلمان", "وزير الدفاع السعودي", ""),
        ("وصل وزير الدفاع الفريق أول عبد المجيد صقر في المساء.", "عبد المجيد صقر", "وزير الدفاع", ""),
        (
            "وقال الأمين العام لمجلس حوض البحر محمد الشامسي إن الجو صحو.",
            "محمد الشامسي",
            "الأمين العام لمجلس حوض البحر",
            "",
        ),
        ("وحذر رئيس هيئة الأركان اللواء يوسف الحنيطي من ذلك.", "يوسف الحنيطي", "رئيس هيئة الأركان", ""),
        ("التقى وزير الدفاع السعودي نظيره السوداني الفريق حسن داود أمس.", "حسن داود", "وزير الدفاع السوداني", ""),
        ("وحضر نائب رئيس الدولة الشيخ منصور بن زايد أمس.", "منصور بن زايد", "نائب رئيس الدولة", ""),
        ("ولم يحضر سلطان عمان هيثم بن طارق.", "هيثم بن طارق", "سلطان عمان", ""),
        ("استقبله أمير قطر الشيخ تميم بن حمد آل ثاني.", "تميم بن حمد آل ثاني", "أمير قطر", ""),
        ("وقال كريم الخالدي، المتحدث باسم الهيئة، إن الأمر انتهى.", "كريم الخالدي", "المتحدث باسم الهيئة", ""),
        ("قال المتحدث باسم الوزارة، خالد العمري، إن الأمر انتهى.", "خالد العمري", "المتحدث باسم الوزارة", ""),
        ("President Omar Haddad arrived.", "Omar Haddad", "President", "omar-haddad"),
        ("On Monday Jordanian Foreign Minister Omar Haddad arrived.", "Omar Haddad", "Jordanian Foreign Minister", ""),
    ],
)
def test_who_stands_beside_an_office_is_a_new_person(
    drafter: Drafter, text: str, name: str, office: str, id_: str
) -> None:
    draft = drafted(drafter, text)
    (person,) = (one for one in draft.entities if one.type == "person")
    told = proposed(draft, "office")

    assert name in "\n".join(person.names.values())
    assert all(person.names.values())
    assert (person.type, told.subject) == ("person", person.id)
    assert f"the office «{office}»;" in person.why
    assert person.id.endswith(id_)


def test_each_of_several_people_in_a_sentence_has_a_statement_of_their_own_office(drafter: Drafter) -> None:
    text = "Those in the hall were Foreign Minister Omar Haddad, Defence Minister Sami Nasser and others."
    offices = [one for one in drafted(drafter, text).statements if one.property == "office"]

    assert {one.subject for one in offices} == {"omar-haddad", "sami-nasser"}
    assert "Defence Minister Sami Nasser and others" in {one.quote for one in offices if one.subject == "sami-nasser"}


def test_an_and_before_an_office_begins_another_person(drafter: Drafter) -> None:
    draft = drafted(drafter, "وترأسها رئيس المجلس الأوروبي شارل ميشيل وأمير قطر الشيخ تميم بن حمد.", "ar")

    assert [one.names["ar"] for one in draft.entities if one.type == "person"] == ["شارل ميشيل", "تميم بن حمد"]


def test_a_name_inside_an_adjective_is_no_place(drafter: Drafter) -> None:
    draft = drafted(drafter, "وحضر الوفد الهندي القمة الأوروبية.", "ar")

    assert "place" not in {one.property for one in draft.statements}


def test_a_verb_of_arabic_tells_in_every_form_and_hides_no_other_property(drafter: Drafter) -> None:
    for text in ("وحذروا من ذلك.", "وهي تحذر من ذلك.", "وسيحذران من ذلك."):
        assert proposed(drafted(drafter, text), "warning")
    told = {one.property for one in drafted(drafter, "The ministers led a delegation.").statements}

    assert {"chair", "delegation-head"} <= told


def test_an_office_beside_which_nobody_is_named_makes_nobody(drafter: Drafter) -> None:
    for text in (
        "وقال وزير الدفاع السعودي إن الأمن مسؤولية.",
        "وحضر رئيس هيئة الأركان المشتركة الاجتماع.",
    ):
        assert [one for one in drafted(drafter, text).entities if one.type == "person"] == []


@pytest.mark.parametrize(
    ("text", "property_", "quote"),
    [
        (
            "وقال الوزير إن شعبه يواجه حربا، بينما دعا رئيسي إلى تصنيف الجيش منظمة إرهابية، وطالب الأمين بعقد مؤتمر.",
            "call",
            "بينما دعا رئيسي إلى تصنيف الجيش منظمة إرهابية",
        ),
        (
            "The drill was first held in 1980 as a bilateral one; the 2023 edition was its 18th iteration.",
            "session-number",
            "the 2023 edition was its 18th iteration",
        ),
        (
            "The exercise took place in Egypt, a host since 1980, and was large.",
            "place",
            "The exercise took place in Egypt, a host since 1980, and was large",
        ),
    ],
)
def test_a_clause_with_a_predicate_of_its_own_is_quoted_alone(
    drafter: Drafter, text: str, property_: str, quote: str
) -> None:
    assert proposed(drafted(drafter, text), property_).quote == quote


def test_mood_and_denial_follow_from_the_quote(drafter: Drafter) -> None:
    announced = proposed(drafted(drafter, "It was announced that the exercise will be hosted by India."), "host")
    denied = proposed(drafted(drafter, "India was not invited to the exercise."), "guest")

    assert (announced.modality, denied.polarity) == (Modality.ANNOUNCED, Polarity.NEGATED)


def test_what_another_clause_denies_is_left_out_of_the_quote(drafter: Drafter) -> None:
    text = "The ministers agreed to hold the exercise in Kazakhstan, which does not border a sea."
    draft = drafted(drafter, text)
    told = proposed(draft, "place")

    assert told.quote == "The ministers agreed to hold the exercise in Kazakhstan"
    assert (told.modality, told.polarity) == (Modality.STATED, Polarity.AFFIRMED)


def test_a_quote_that_does_not_name_its_subject_is_handed_down_one_that_does(drafter: Drafter) -> None:
    draft = drafted(drafter, "The International North-South Transport Corridor matters. It was signed in 2002.")
    told = proposed(draft, "signed")

    assert (told.subject, told.quote) == ("instc", "It was signed in 2002")
    assert told.context == "The International North-South Transport Corridor matters"


def test_every_quote_stands_in_the_document_and_is_short_enough(drafter: Drafter, corpus: Corpus) -> None:
    for source in corpus.sources.values():
        draft = drafter.draft(source)
        places = [(one.quote, source.text.count(one.quote), one.occurrence) for one in draft.statements]

        assert len(places) > 50
        assert [one for one in places if not one[0] or len(one[0]) > 200 or (one[1] > 1) is (one[2] is None)] == []
        assert draft.covered > draft.words * 0.9


@pytest.mark.slow
def test_most_of_what_curators_wrote_of_the_first_two_documents_would_have_been_proposed(
    drafter: Drafter, corpus: Corpus
) -> None:
    right, total = drafted_rightly(drafter, corpus)

    assert total > 100
    assert right >= 0.7 * total


def test_a_date_is_proposed_in_words_as_readers_see_it(drafter: Drafter) -> None:
    told = proposed(drafted(drafter, "The Ashgabat Agreement was signed on 25 April 2011."), "date")

    assert (told.value, "25 April 2011" in told.wording["en"]) == ("2011-04-25", True)
    assert "25 أبريل 2011" in told.wording["ar"]


GULF = (
    "بيان ختامي\n\nعقد اجتماع وزراء الدفاع لدول مجلس التعاون في الدوحة يوم 14 مايو 2025. "
    "وناقش المجتمعون التعاون العسكري."
)


def test_a_name_that_says_only_of_which_kind_an_event_is_makes_it_nobodys_subject(drafter: Drafter) -> None:
    draft = drafted(drafter, GULF, "ar")
    (event,) = (one for one in draft.entities if one.type != "state")

    assert draft.subject == event.id == "ministerial-meeting-2025-05"
    assert event.names == {"ar": "اجتماع وزراء الدفاع لدول مجلس التعاون", "en": "Ministerial meeting, 14 May 2025"}
    assert event.names["ar"] in (proposed(draft, "agenda").context or "")
    assert event.names["en"] in proposed(draft, "date").wording["en"]


@pytest.mark.parametrize(
    "text",
    [
        "عقد اجتماع وزراء الدفاع في أستانا يوم 25 أبريل 2024. وناقش المجتمعون التعاون العسكري.",
        "The defence ministers' meeting of the SCO was held on 25 April 2024. It was short.",
        "عقد اجتماع وزراء الدفاع في منظمة شنغهاي للتعاون. وناقش المجتمعون التعاون العسكري.",
    ],
)
def test_such_a_name_is_enough_where_the_text_names_whose_or_where_the_event_is(drafter: Drafter, text: str) -> None:
    assert drafted(drafter, text).subject == "sco-defence-ministers-2024"


REPORT = """Muscat, 12 March 2026 (Agency) – Kazakhstan welcomed the guests of the day in its embassy.

On 25 April 2024 the SCO defence ministers met in Astana. Russia sent two officers.

Ajit Doval, who was there, said that Kazakhstan had been kind."""


def test_a_sentence_is_about_the_event_that_it_tells_of_and_one_that_speaks_about_who_speaks(drafter: Drafter) -> None:
    draft = drafted(drafter, REPORT)
    of_event = {one.subject for one in draft.statements if one.sentence in (2, 3)}
    said = next(one for one in draft.statements if one.property == "said")

    assert of_event == {"sco-defence-ministers-2024"}
    assert said.subject == "ajit-doval"


def test_a_report_of_a_day_that_names_no_event_is_about_a_new_one_and_not_about_the_state_that_it_names_first(
    drafter: Drafter,
) -> None:
    headed = drafted(drafter, "Ship taken off Fujairah\n\nOn 13 April 2024 forces of Kazakhstan boarded a vessel.")
    undated = drafted(drafter, "Forces of Kazakhstan boarded a vessel.")

    assert headed.subject == "event-2024-04"
    assert headed.entities[0].names["en"] == "Ship taken off Fujairah"
    assert undated.subject == "kazakhstan"


def test_an_editor_who_says_whom_a_document_is_about_is_believed_of_every_sentence(drafter: Drafter) -> None:
    draft = drafter.draft(Source("doc", "en", date(2026, 1, 1), "", REPORT), "kazakhstan")

    assert {one.subject for one in draft.statements} <= {"kazakhstan", "ajit-doval"}


def test_a_state_that_the_facts_lack_is_proposed_under_the_names_of_cldr(drafter: Drafter) -> None:
    draft = drafted(drafter, "وصل الوفد إلى أورغواي وبوليفيا أمس.")
    states = {one.id: dict(one.names) for one in draft.entities if one.type == "state"}

    assert states == {
        "uruguay": {"ar": "أورغواي", "en": "Uruguay"},
        "bolivia": {"ar": "بوليفيا", "en": "Bolivia"},
    }


def test_a_topic_that_the_headline_names_comes_before_an_event_that_is_named_later(drafter: Drafter) -> None:
    before = "قال خبراء ذلك أمس. ووافقهم زملاؤهم. ولم يزيدوا على ذلك."
    draft = drafted(drafter, f"الأمن السيبراني\n\n{before} ثم تحدثوا عن اجتماع وزراء دفاع شنغهاي.")

    assert draft.subject == "cybersecurity"
