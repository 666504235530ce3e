"""What question words ask for, wherever they stand, and what "how many" counts."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.text.folding import words
from knowledge.understanding.question_words import asked, counted, question_words
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrase

SENSES = {
    "person": ["ask:person who", "ask:person captain who", "ask:person min", "ask:person مين"],
    "other asks": ["ask:time when", "ask:place where", "ask:thing what", "ask:manner how", "ask:time what hour"],
    "figures": ["ask:quantity count", "ask:quantity how many", "ask:quantity tally"],
    "yes or no": ["ask:yes_no is", "ask:yes_no really", "ask:person really"],
    "nothing": ["neutral:neutral the", "neutral:neutral min", "neutral:neutral is", "neutral:neutral and"],
    "talk": ["chat:greeting hello"],
    "concepts": [
        *("concept:meet meets", "concept:ship ship", "concept:crew ship", "concept:sail who sails"),
        *("concept:night at night", "concept:dock when docked", "concept:tide tally", "concept:truth is so"),
    ],
}
"""A made-up vocabulary: who asks for a person, min too unless it means nothing, ship is a concept, or two."""


JOINING = {"and"}


def phrase(line: str) -> Phrase:
    sense, text = line.split(" ", 1)
    kind, id_ = sense.split(":")
    return Phrase(words(text), "en", kind, id_)


LEXICON = Lexicon.build([phrase(line) for lines in SENSES.values() for line in lines], ())

ASKED: dict[str, tuple[str, list[set[str]]]] = {
    "who meets": ("a question word asks", [{"person"}]),
    "the ship meets": ("without one nothing is asked", []),
    "": ("nothing asks nothing", []),
    "what meets when": ("two ask for two things, in order", [{"thing"}, {"time"}]),
    "who meets who": ("the same twice is asked once", [{"person"}]),
    "min meets": ("a doubtful word asks where a question begins", [{"person"}]),
    "the min meets": ("and after what means nothing", [{"person"}]),
    "hello min meets": ("and after a greeting", [{"person"}]),
    "ship min the meets": ("not in the middle", []),
    "ship meets min": ("but at the end", [{"person"}]),
    "what min meets": ("not after another question word", [{"thing"}]),
    "the who min meets": ("a question word ends the opening", [{"person"}]),
    "is the ship": ("is it so? is asked where a question begins", [{"yes_no"}]),
    "the ship is the ship": ("not in the middle", []),
    "who is the ship": ("is after a question word asks for no yes or no", [{"person"}]),
    "is the ship where": ("a yes or no is not asked beside something else", [{"place"}]),
    "really the ship": ("what may ask for both asks for the other", [{"person"}]),
    "what ship when meets": ("a later when opens a clause", [{"thing"}]),
    "what ship who meets": ("and so does a later who", [{"thing"}]),
    "what ship where meets": ("and a later where", [{"thing"}]),
    "what ship how meets": ("but how does not", [{"thing"}, {"manner"}]),
    "what ship and when meets": ("after and a second question begins", [{"thing"}, {"time"}]),
    "what when ship": ("right after a question word too", [{"thing"}, {"time"}]),
    "what ship when": ("at the end nothing follows that it could open", [{"thing"}, {"time"}]),
    "when ship meets": ("the first one opens no clause", [{"time"}]),
    "what ship unheard when meets": ("after an unknown word a clause is not sure", [{"thing"}, {"time"}]),
    "what ship captain who meets": ("a phrase opens no clause", [{"thing"}, {"person"}]),
    "what ship ومين meets": ("a question word that «و» is written onto begins a question", [{"thing"}, {"person"}]),
    "who sails": ("a question word inside what means something else still asks", [{"person"}]),
    "at night who sails": ("wherever that stands", [{"person"}]),
    "meets when docked": ("one in the middle as well", [{"time"}]),
    "at night": ("a phrase without a question word asks nothing", []),
    "how many meets": ("a phrase that asks asks as a whole", [{"quantity"}]),
    "is so": ("a doubtful word inside a phrase asks nothing", []),
    "what is so": ("nor after a question word", [{"thing"}]),
    "tally meets": ("what is a concept too asks all the same", [{"quantity"}]),
}

COUNTED: dict[str, tuple[str, set[str]]] = {
    "count ship": ("every concept of the word after how many is counted", {"ship", "crew"}),
    "count ship meets": ("the next word alone", {"ship", "crew"}),
    "count the ship": ("right after it", set()),
    "count unheard ship": ("with nothing between", set()),
    "how many ship": ("behind several words too", {"ship", "crew"}),
    "who ship": ("another question word counts nothing", set()),
    "ship count": ("what stands before is not counted", set()),
    "count who": ("no other question word is counted", set()),
    "count": ("how many alone counts nothing", set()),
    "meets ship": ("without how many nothing is counted", set()),
    "count tally": ("nor what may be a question word", set()),
    "tally ship": ("a word that may ask counts", {"ship", "crew"}),
}


def read(text: str) -> tuple[list[set[str]], set[str]]:
    """What a text asks for, and what it counts."""
    found = [Word.of(word) for word in words(text)]
    matches = list(LEXICON.matches(found))
    groups = longest(matches, len(found))
    asks = [{ask.value for ask in one} for one in asked(groups, question_words(matches), joining=JOINING)]
    return asks, set(counted(groups))


@pytest.mark.parametrize("text", ASKED)
def test_question_words_ask_by_where_they_stand(text: str) -> None:
    why, asks = ASKED[text]

    assert read(text)[0] == asks, why


@pytest.mark.parametrize("text", COUNTED)
def test_how_many_counts_the_word_right_after_it(text: str) -> None:
    why, concepts = COUNTED[text]

    assert read(text)[1] == concepts, why


def test_single_words_that_only_ask_are_known_by_their_place() -> None:
    found = [Word.of(word) for word in words("who sails the min is whose when docked")]
    known = question_words(LEXICON.matches(found))

    assert {place: set(asks) for place, asks in known.items()} == {0: {"person"}, 6: {"time"}}


def test_no_word_asks_by_its_stem_or_corrected() -> None:
    known = Word.of("whens")
    slip = Word("whn", frozenset({"when"}), frozenset({"when"}), corrected=True)

    assert known.stems == {"when"}
    assert question_words(LEXICON.matches([known, slip])) == {}


LANGUAGES: dict[str, tuple[str, list[set[str]]]] = {
    "من يترأس الوفد؟": ("standard Arabic", [{"person"}]),
    "مين ترأس الوفد": ("Egyptian and Levantine", [{"person"}]),
    "منو ترأس الوفد": ("Gulf", [{"person"}]),
    "امتى الاجتماع": ("Egyptian", [{"time"}]),
    "إيمتى الاجتماع": ("Levantine", [{"time"}]),
    "وين الاجتماع": ("Gulf and Levantine", [{"place"}]),
    "فين الاجتماع": ("Egyptian and Moroccan", [{"place"}]),
    "ليش التعاون": ("Levantine and Gulf", [{"reason"}]),
    "علاش التعاون": ("Moroccan", [{"reason"}]),
    "شلون التعاون": ("Iraqi and Gulf", [{"manner"}]),
    "emta el egtema3": ("Arabic in Latin letters", [{"time"}]),
    "meen ra2as el wafd": ("Arabic in Latin letters", [{"person"}]),
    "wein el wafd": ("Arabic in Latin letters", [{"place"}]),
    "who led the delegation": ("English", [{"person"}]),
    "кто возглавил делегацию": ("Russian", [{"person"}]),
    "когда и где встреча": ("Russian, two of them", [{"time"}, {"place"}]),
    "متى وأين الاجتماع": ("Arabic, two of them", [{"time"}, {"place"}]),
    "emta el egtema3 w feen": ("Latin letters, two of them", [{"time"}, {"place"}]),
    "هدف المحادثات من الوفد": ("«من» in the middle is a preposition", []),
    "الوفد برئاسة من": ("«من» at the end asks", [{"person"}]),
    "مجلس زركون متى": ("the question word comes last", [{"time"}]),
    "the drill is annual": ("no question word opens it", []),
    "did Norland host the drill": ("yes or no", [{"yes_no"}]),
    "هل حضر الوزير؟": ("yes or no", [{"yes_no"}]),
    "hal 7adar el wazir": ("yes or no", [{"yes_no"}]),
    "who did host the drill": ("did after a question word asks nothing", [{"person"}]),
    "what improves when Norland joins": ("an English clause", [{"thing"}]),
    "what is the aim of the drill when it rains": ("an English clause", [{"thing"}]),
    "وقت الاجتماع": ("a noun that no question word stands before", []),
}


@pytest.mark.parametrize("text", LANGUAGES)
def test_the_built_in_words_ask_alike_in_all_languages(town: Engine, text: str) -> None:
    why, asks = LANGUAGES[text]

    assert [{ask.value for ask in one} for one in town.reader.read(text).asked] == asks, why


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("كم وزير حضر", {"minister"}),
        ("كام وزير حضر", {"minister"}),
        ("kam wazir 7adar", {"minister"}),
        ("сколько республик", {"republic"}),
        ("كم من وزير حضر", set()),
        ("كم زركون", {"zerkon"}),
        ("كم جمهورية شاركت", {"republic"}),
        ("how many republics", {"republic"}),
        ("how many Zerkon ministers", {"zerkon", "minister"}),
    ],
)
def test_what_stands_right_behind_how_many_is_counted(town: Engine, text: str, concepts: set[str]) -> None:
    assert town.reader.read(text).counted == concepts
