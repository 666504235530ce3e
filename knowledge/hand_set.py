"""Every number that tunes answers and was set by hand, with its reason; fitted ones are made, and lie in `learned/`.

A change of one wants the models that weigh what it yields fitted anew (CONTRIBUTING.md). Limits of size, which bound
time and memory and tune nothing, stay with the code that they protect.
"""

from __future__ import annotations

# Understanding a question.

MOST_LISTED = 10
"""Up to this a number may say how many things are to be told, and constrains only beside what it counts."""

MOST_CLAIMS = 8
"""Who claims more asks for no yes, and each is compared with all that each statement claims."""

# How firmly a statement holds a term, from 0 to 1.

IN_WORDING, IN_QUOTE = 1.0, 0.75
"""What it says, and what only its quotes say, or what goes without saying of what it names."""
BESIDE, ABOUT = 0.95, 0.9
"""The entities that it names besides its subject, and those that it is filed under too."""
IN_CONTEXT, KIN = 0.6, 0.6
"""What its event brings along, and the kin of what it says."""
THROUGHOUT = 0.3
"""What its source is about all the time."""
THROUGHOUT_FROM = 0.3
"""An entity that this share of the statements from a source is about goes without saying in all of them."""
NEAR_NUMBER = 5
"""What a number counts stands within so many words after it, or right before it; a definite one the other way round."""

# Which statements tell all that another one tells.

WHOLE_LONGER = 1.15
"""How many times as long the whole is as its part."""
WHOLE_SHARES = 0.6
"""The whole repeats at least this share of the words of its part, in one of its languages."""

# Which statements are looked at closely.

LOOKED_AT = 12
"""Those that hold most of the question; of 32 no more questions are answered rightly (measured out of fold)."""
POINTED_TO = 8
"""Those that it points to most."""
LETTERS_TO = 8
"""Those that have most of its letters."""
LETTERS_SATURATION, LETTERS_LENGTH = 1.2, 0.75
"""BM25's k1 and b for runs of letters."""
LETTERS_BESIDE_WORDS = 1 / 3
"""What a run of letters of an unknown word weighs in the likeness of two questions, beside a word or a term."""
ALIKE_ANYWAY = 0.3
"""So like are many questions that ask for different things: of 0, 0.3, 0.4, 0.5 and 0.6 this explained best which
answers were right, on tuning questions some of which taught and the others asked."""
RECALLED_TO = 8
"""Statements that have a question most like it."""
RECALLED = 0.5
"""From this likeness on an editor's question says more of a statement than what was learned before."""
ITSELF = 2.0
"""What a statement is about and what it says of it count twice as much as the rest of its terms."""
UNTAUGHT_BEHIND = 2.0
"""How far untaught statements stand behind the best, in log-odds. Less answers some more questions about them, and some
fewer about the others; more does not help these (`tests/benchmarks/bench_learning.py`)."""

# How much of a question a statement has.

BY_STEM, CONJUGATED, CORRECTED = 0.95, 0.9, 0.9
"""What a word is worth that follows its form less closely than but for article and clitics."""
LIGHT = 0.15
"""The weight of what only helps to choose, beside that of what is required."""
LIGHT_LACKING = 0.5
"""How much of that weight counts against a statement that lacks it."""
UNMATCHED = 0.7
"""The weight of a word that nothing explains, beside the most telling term."""
IN_PARTS = 0.8
"""What a phrase is worth of which a statement has the single words."""
SOFT = 0.7
"""Up to this firmness a term is held by kinship and context, not by the statement's own words."""
MANY_UNMET = 2
"""More things that a statement must name, and does not, make it no worse."""
SMALL_ORDINAL = 3
"""Up to this an ordinal need not be a session's: "second" is often said for "other"."""

# How far a statement gives what a question word asks for; 1 where its property is about just that.

GIVEN, GIVEN_UNSEEN = 0.9, 0.6
"""Its property gives that too, and it holds something of the kind, or holds nothing of it."""
OPEN = 0.7
"""Many kinds of statement answer that."""
MENTIONED = 0.4
"""It is only mentioned on the way."""
USUAL_LENGTH = 100
"""Characters of a statement whose length, as a feature, is 0."""

# Deciding.

EVEN, FULL = 0.5, 0.93
"""Below the threshold that pays, from even chances on, a statement is told with a reservation: out of fold on the
tuning questions it was what was asked for 165 times of 214. One that holds this share of what was asked, gives just
that and lacks nothing is told without: right 14 times of 14; with 90 %, 15 of 16."""
NEARLY_EVEN = 0.37
"""The same of one whose property ways of asking without names point to most. Of some 9,000 questions, those on new
documents too, the rule meets two between 30 and 40 %: at 38 % with the right answer, at 35 with a wrong one."""
UNSURE_FROM = 0.25
"""From this chance on it is told with the reservation where it has the subject or the property that is asked for: it
was what was asked for 56 times of 137, and 10 of 93 between a tenth and this, which are refused."""
CHOICE_MARGIN = 0.5
"""Two readings of a vague name that fit this equally, in log-odds, are offered as choices."""
COMPANY = 3.0
"""Statements that fit this nearly as well as the first, in log-odds, are told with it, as far as there is room."""
MOST_COUNTED = 3
"""More things that a statement lacks, or more words that nothing explains, make an answer no less probable."""
MOST_ITEMS = 5
"""More understood items make an answer no more probable."""
CLEAR = 1.5
"""Beyond this many tens of log-odds nothing more is learned from how much a question points to a statement."""
IN_PASSING = 0.5
"""How much what is only mentioned counts against an answer."""

# Composing, and what stands where there is no answer.

NEWS = 0.3
"""A further sentence is told if this share of its words has not been said."""
FOLLOW_UP = 4
"""A question with more to it than this stands on its own."""
OFFERED_FROM = 0.35
"""A statement with this share of the question's meaning is offered where there is no answer."""
SHORT_WORD = 3
"""Letters of words that a suggested question and a name may share: articles, prepositions."""

# Searching what nobody has curated.

SATURATION, LENGTH_COUNTS = 1.2, 0.9
"""BM25's k1 and b."""
TITLE = 4.0
"""A title counts as four mentions, and makes its text no longer."""
ALIKE_FOLDED = 0.96
"""How far a word agrees with one that only folding makes the same."""
LEAST_ALIKE = 0.5
"""Words that agree less have nothing to do with each other."""
WRITTEN_ALIKE = 0.25
"""Weight of a word written exactly alike, beside that of its grams."""
WEIGHED = 20
"""Units that are weighed at least: more found nothing more (docs/decisions/0003-retrieval-index.md)."""
PASSAGE_FROM = 0.4
"""Passages below it are not offered unasked: one in ten questions that an archive cannot answer gets past it, and
three in four of those that it answers (`python -m tests.benchmarks.fitting`)."""
QUOTED_FROM = 0.55
"""From this chance on a sentence of a document answers; below it is told as near (docs/decisions/0020-archive.md)."""
QUOTED_BY_MEANING_FROM, MEANT_NEAR = 0.65, 0.08
"""The same of a sentence in another language that a model finds (of 0.55 two more were quoted wrongly on the tuning
sets, and two more rightly), and below which it is not told as near either."""
ODDS_WITH_MEANING = 3.0
"""What words find in another language is quoted where a model agrees: its odds times those by the words. On the tuning
sets this keeps 22 of 23 right ones and 2 of 7 wrong ones."""
MEANING_USUAL, MEANING_SPREAD = 0.8, 0.05
"""Cosines of the model lie close together: half of those that answer across languages are within this of that."""
MAY_ANSWER = 0.055
"""Below this score of the search nothing else that speaks for a sentence lifts it to `QUOTED_FROM`."""
HAS_WORD = 0.7
"""A text that meets a word of a question this far has it."""
BY_OWN_STEM, BY_FORM, BY_KIN, BY_ROOT, BY_SLIP = 0.95, 0.85, 0.8, 0.75, 0.7
"""How far a word is met by its stem, another person or pronoun, one that says the same, its root, or a slip of it."""
SLIP = 0.79
"""Words of five letters or more that agree this far are slips of one another."""
IN_TITLE = 0.25
"""Weight of a word of the title: the sentences below need not say it again."""
NOT_FIRMLY = 0.5
"""How much it counts that a place or a reason is missing, beside a figure: their signs are weaker."""
QUOTED_BESIDE = 1.2
"""A second sentence is quoted too where it comes this near to the first, in log-odds."""
HAS_ALL_WORDS = 0.9
"""The score of a sentence in another language that has every word of the question."""
SAME_STORY = 0.5
"""Share of the shorter text's runs of words that a copy with another head and tail has at least; two reports on one
event in their own words share a tenth."""
MEANT_FROM = 0.805
"""Statements below this cosine are not offered: it parts the tuning half of `tests/benchmarks/foreign.yaml` best."""

WORDS_AFTER = 3
"""So many words after a "without" are what is done without."""
FIRM = 0.75
"""From here on a statement holds a term in its own words or quotes, not by kinship or context."""
RULING_BEHIND, YES_BEHIND = 3.0, 1.0
"""Statements that fit a question of yes or no this much worse than the best, in log-odds, decide nothing, or carry a
yes only where no better one has who does it and to whom it is done on other sides."""
YES_FROM = 9.0
"""Such a yes fits the question at least this well: below it a statement only happens to hold its words."""

# What is shown or said unasked, and what counts as the same.

SURE_IN_GROUPS = 0.9
"""Talk that nobody put to the bot is answered from this chance on: in a group a wrong answer costs as much as nine
missed ones, in private as three."""
SHOWN_INLINE = 0.25
"""Statements that a search finds with less are not offered while somebody types."""
FACT_FOUND = 0.5
"""Statements that a search finds with less do not stand above the passages of documents."""
SAME_QUESTION = 0.6
"""Of what two missed questions name, the share that they have in common where they ask the same."""
REWORDED = 0.4
"""Of two sentences that share less, marking the words that differ marks nearly all of them."""

# Which event of the facts a sentence of a new document tells of.

TOLD_BY_NAME, TOLD_BY_MENTION, TOLD_BY_DAY, TOLD_BY_MONTH, TOLD_BY_PLACE, TOLD_BY_WORDS = 3.0, 2.0, 2.5, 1.0, 0.6, 1.5
"""What each sign is worth: its name, what stands for it, its day, its month, its place, words of its name."""
TOLD_FROM = 1.5
"""Of 1, 1.5, 2 and 2.5 this gave most of 365 statements of six new documents whom curators file them under."""
TOLD_SHARE = 0.6
"""Of the words of a name."""
