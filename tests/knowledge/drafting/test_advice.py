"""What a language model says of a document is looked through by the rules of curation, and never believed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.drafting.advice import MOST_PROPOSED, Advice, Adviser, joined
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.model import Source

TEXT = (
    "The Shanghai Cooperation Organisation was founded by six states. "
    "India did not take part in the exercise with 1,200 soldiers. "
    "It was announced that a summit will be held in Kazakhstan on 3 May 2027."
)
SOURCE = Source("doc", "en", date(2026, 1, 1), "", TEXT)
RIGHT: dict[str, Any] = {
    "sentence": 1,
    "quote": "The Shanghai Cooperation Organisation was founded by six states",
    "property": "member",
    "subject": "the Shanghai Cooperation Organisation",
    "wording": {
        "ar": "أُسست منظمة شنغهاي للتعاون على يد ست دول.",
        "en": "Six states founded the Shanghai Cooperation Organisation.",
    },
    "translation": {"ar": "أسست ست دول منظمة شنغهاي للتعاون"},
    "questions": ["Who founded the SCO?"],
}
DENIED: dict[str, Any] = {
    "sentence": 2,
    "quote": "India did not take part in the exercise",
    "property": "participant",
    "subject": "India",
    "polarity": "negated",
    "wording": {"ar": "لم تشارك الهند في المناورة.", "en": "India did not take part in the exercise."},
}


@pytest.fixture(scope="module")
def adviser(kept: KeptFolder) -> Adviser:
    return Adviser("made-up-1", kept, SOURCE, "sco")


def looked_through(adviser: Adviser, *given: object) -> Advice:
    return adviser.looked_through(json.dumps({"statements": given}, ensure_ascii=False))


def test_a_proposal_that_breaks_no_rule_says_which_model_it_is_from(adviser: Adviser) -> None:
    (one, denied) = looked_through(adviser, RIGHT, DENIED).statements
    record = one.record()

    assert (one.subject, one.quote, denied.subject) == ("sco", RIGHT["quote"], "india")
    assert (record["proposed"], record["proposed_by"]) == ("true", "made-up-1")
    assert record["citations"] == [{"source": "doc", "quote": RIGHT["quote"], "translation": RIGHT["translation"]}]
    assert record["questions"] == RIGHT["questions"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quote": "The Shanghai Co-operation Organisation was founded"}, "byte for byte"),
        ({"quote": DENIED["quote"]}, "byte for byte"),
        ({"quote": ""}, "byte for byte"),
        ({"sentence": 4}, "no sentence 4"),
        ({"sentence": 0}, "sentence"),
        ({"property": "founded-on-a-whim"}, "unknown property"),
        ({"value": "atlantis"}, "no entity, date or number"),
        ({"subject": "the Hanseatic League"}, "nobody whom the facts know"),
        ({"wording": RIGHT["wording"] | {"en": "Seven states founded the Shanghai Cooperation Organisation."}}, "7"),
        ({"wording": RIGHT["wording"] | {"en": "Six states and Wessex founded the organisation."}}, "Wessex"),
        ({"wording": RIGHT["wording"] | {"en": "Six states and Ajit Doval founded it."}}, "doval"),
        ({"wording": RIGHT["wording"] | {"en": "Six states did not found the organisation."}}, "denies"),
        ({"wording": RIGHT["wording"] | {"ar": "أُعلن تأسيس منظمة شنغهاي للتعاون على يد ست دول."}}, "announce"),
        ({"wording": {"en": "Six states founded it."}}, "wording.ar"),
        ({"modality": "announced"}, "worded as a fact"),
        ({"modality": "certain"}, "modality"),
        ({"translation": {"en": "It was founded by six states"}}, "written in this language"),
        ({"questions": ["؟؟؟"]}, "no letter"),
        ({"accepted": True}, "accepted"),
    ],
)
def test_a_proposal_that_breaks_a_rule_is_refused_with_the_reason(
    adviser: Adviser, changes: dict[str, Any], why: str
) -> None:
    advice = looked_through(adviser, RIGHT | changes)

    assert advice.statements == ()
    assert why in advice.refused[0].why


def test_a_dropped_not_and_a_dropped_announcement_are_refused(adviser: Adviser) -> None:
    dropped = DENIED | {"polarity": "affirmed", "wording": {"ar": "شاركت الهند.", "en": "India took part."}}
    happened = {
        "sentence": 3,
        "quote": "It was announced that a summit will be held in Kazakhstan on 3 May 2027",
        "property": "place",
        "wording": {"ar": "أُعلن عن عقد قمة في كازاخستان.", "en": "A summit was held in Kazakhstan."},
        "modality": "announced",
    }
    refused = looked_through(adviser, dropped, happened).refused

    assert ['says "not"' in refused[0].why, "worded as a fact" in refused[1].why] == [True, True]


@pytest.mark.parametrize("given", ["words", None, 7, [], {"quote": 3}])
def test_what_has_another_shape_is_refused_alone(adviser: Adviser, given: object) -> None:
    advice = looked_through(adviser, given, RIGHT)

    assert (len(advice.statements), len(advice.refused)) == (1, 1)


@pytest.mark.parametrize("reply", ["", "I am sorry", "[]", '{"statements": 3}', '{"a": 1, "a": 2}', "[" * 9000])
def test_a_reply_of_another_shape_is_no_advice(adviser: Adviser, reply: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        adviser.looked_through(reply)


def test_a_reply_in_a_fence_is_read(adviser: Adviser) -> None:
    reply = f"```json\n{json.dumps({'statements': [RIGHT]})}\n```"

    assert len(adviser.looked_through(reply).statements) == 1


def test_no_more_of_a_reply_is_looked_at_than_an_editor_could(adviser: Adviser) -> None:
    advice = looked_through(adviser, *[None] * (MOST_PROPOSED + 5))

    assert advice.refused[-1].what == "5 more"
    assert len(advice.refused) == MOST_PROPOSED + 1


def test_a_draft_takes_wordings_that_it_had_not_and_keeps_what_it_had(corpus: Corpus, adviser: Adviser) -> None:
    draft = Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, dict(corpus.entities)).draft(SOURCE)
    worded = next(one for one in draft.statements if one.wording)
    again = RIGHT | {"sentence": worded.sentence, "quote": worded.quote, "property": worded.property}
    whole = joined(draft, looked_through(adviser, RIGHT, again), SOURCE)

    assert worded in whole.statements
    assert [one.property for one in whole.statements if one.proposed_by] == ["member"]
    assert len({one.id for one in whole.statements}) == len(whole.statements)
