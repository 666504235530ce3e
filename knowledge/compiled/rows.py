"""What a compiled file holds ready-made: the forms of the lexicon and the profiles of the statements.

Reading every word of every form and statement again at each start took two thirds of it (measured: 1.6 of 2.4 s).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.dates import PartialDate
from knowledge.files import arrays
from knowledge.matching.profiles import Profile, StatedClaim
from knowledge.model import Statement
from knowledge.understanding.claims import ClaimReader
from knowledge.understanding.parties import Clause
from knowledge.vocabulary.assertions import CLAIM_ROLES, Assertions, Marker
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.operations import OperationRole, Operations
from knowledge.vocabulary.packed import packed, unpacked
from knowledge.vocabulary.terms import Ask, Term, TermKind

_NAMED = ("places", "cities", "actors", "people", "hosts")
_DATES = ("dates", "period", "days")
_TERMS = ("without", "against", "all_of", "nested")


def write(
    connection: sqlite3.Connection, lexicon: Lexicon, claim_reader: ClaimReader, profiles: Iterable[Profile]
) -> None:
    """Fill the tables."""
    arrays.write(arrays.LEXICON, packed(lexicon), connection)
    arrays.write(arrays.CLAIMS, packed(claim_reader.lexicon), connection)
    connection.executemany("INSERT INTO assertion VALUES (?, ?, ?)", _assertion_rows(claim_reader.assertions))
    rows = ((profile.statement.id, json.dumps(_profile_record(profile))) for profile in profiles)
    connection.executemany("INSERT INTO profile VALUES (?, ?)", rows)


def write_operations(connection: sqlite3.Connection, operations: Operations, words: Lexicon) -> None:
    """Fill the tables of what can be worked out, and of the words that ask for it."""
    arrays.write(arrays.OPERATIONS, packed(words), connection)
    for role, members in (
        ("class", operations.classes),
        ("relation", operations.relations),
        ("role", operations.roles),
    ):
        rows = ((role, key, " ".join(sorted(found))) for key, found in sorted(members.items()))
        connection.executemany("INSERT INTO operation VALUES (?, ?, ?)", rows)


def operation_lexicon(operations: Operations) -> Lexicon:
    """The words that ask for something to be worked out."""
    return Lexicon.build(operations.phrases, ())


def read_operations(connection: sqlite3.Connection, path: Path) -> tuple[Operations, Lexicon]:
    """What can be worked out, and the words that ask for it."""
    lexicon = unpacked(arrays.read(arrays.OPERATIONS, connection, path))
    members: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for role, key, found in connection.execute("SELECT * FROM operation"):
        members[role][key] = frozenset(found.split())
    roles = {OperationRole(role): players for role, players in members["role"].items()}
    return Operations(members["class"], members["relation"], roles), lexicon


def read_lexicon(connection: sqlite3.Connection, path: Path) -> Lexicon:
    """The lexicon as it was compiled."""
    return unpacked(arrays.read(arrays.LEXICON, connection, path))


def read_claim_reader(connection: sqlite3.Connection, path: Path) -> ClaimReader:
    """What reads claims, as it was compiled."""
    lexicon = unpacked(arrays.read(arrays.CLAIMS, connection, path))
    relations: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for relation, claim, claims in connection.execute("SELECT * FROM assertion"):
        relations[relation][claim] = frozenset(claims.split())
    roles: dict[str, Any] = {role: relations[role].get("", frozenset()) for role in CLAIM_ROLES}
    return ClaimReader(Assertions(relations["entailed"], relations["excluded"], **roles), lexicon)


def _assertion_rows(assertions: Assertions) -> Iterator[tuple[str, str, str]]:
    for role in CLAIM_ROLES:
        yield role, "", " ".join(sorted(getattr(assertions, role)))
    for relation, claims in (("entailed", assertions.entailed), ("excluded", assertions.excluded)):
        for claim, others in sorted(claims.items()):
            yield relation, claim, " ".join(sorted(others))


def read_profiles(connection: sqlite3.Connection, statements: Mapping[str, Statement]) -> tuple[Profile, ...]:
    """The profiles of the statements held when the file was compiled, in reading order."""
    rows, terms = connection.execute("SELECT statement, record FROM profile"), _Terms()
    return tuple(_profile(statements[row[0]], json.loads(row[1]), terms) for row in rows)


class _Terms(dict[tuple[str, str], Term]):
    """Terms by kind and id, each made once: statements hold 34,000, of which 2,500 differ."""

    def __missing__(self, key: tuple[str, str]) -> Term:
        kind, id_ = key
        return self.setdefault(key, Term(TermKind(kind), id_))

    def of(self, written: Iterable[Sequence[str]]) -> frozenset[Term]:
        """Those that are written as pairs."""
        return frozenset([self[kind, id_] for kind, id_ in written])


def _profile_record(profile: Profile) -> dict[str, Any]:
    terms: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for term, firmness in sorted(profile.terms.items()):
        terms[str(firmness)][term.kind.value].append(term.id)
    return {
        "terms": terms,
        "answers": profile.answers,
        **{kind: [str(date) for date in getattr(profile, kind)] for kind in _DATES},
        "dated": profile.dated,
        "claims": [
            [sorted(one.ids), one.denied, [[term.kind, term.id] for term in sorted(one.about)]]
            for one in profile.claims
        ],
        "marked": sorted(profile.marked),
        **{kind: _named(getattr(profile, kind)) for kind in _TERMS},
        "clauses": {lang: list(map(_clause_record, found)) for lang, found in profile.clauses.items()},
        "ordinals": sorted(profile.ordinals),
        "numbers": sorted(profile.numbers),
        "percents": sorted(profile.percents),
        "counted": sorted(profile.counted),
        "told": sorted(profile.told),
        **{kind: sorted(getattr(profile, kind)) for kind in _NAMED},
    }


def _profile(statement: Statement, record: Mapping[str, Any], terms: _Terms) -> Profile:
    return Profile(
        statement=statement,
        terms=dict(_firm(record["terms"], terms)),
        answers=tuple(Ask(ask) for ask in record["answers"]),
        dates=_dates(record["dates"]),
        period=_dates(record["period"]),
        days=_dates(record["days"]),
        dated=record["dated"],
        claims=tuple(StatedClaim(frozenset(ids), bool(no), terms.of(about)) for ids, no, about in record["claims"]),
        marked=frozenset(map(Marker, record["marked"])),
        without=terms.of(record["without"]),
        against=terms.of(record["against"]),
        all_of=terms.of(record["all_of"]),
        nested=terms.of(record["nested"]),
        clauses={lang: tuple(_clause(one, terms) for one in found) for lang, found in record["clauses"].items()},
        ordinals=frozenset(record["ordinals"]),
        numbers=frozenset(record["numbers"]),
        percents=frozenset(record["percents"]),
        counted=frozenset(record["counted"]),
        told=frozenset(record["told"]),
        **{kind: frozenset(record[kind]) for kind in _NAMED},
    )


def _dates(written: Iterable[str]) -> tuple[PartialDate, ...]:
    return tuple(map(PartialDate.parse, written))


def _clause_record(clause: Clause) -> list[Any]:
    agents, patients = ([_named(one) for one in parties] for parties in (clause.agents, clause.patients))
    return [agents, _named(clause.acts), patients, clause.same, clause.passive]


def _named(terms: Iterable[Term]) -> list[list[str]]:
    return [[term.kind, term.id] for term in sorted(terms)]


def _clause(record: Sequence[Any], terms: _Terms) -> Clause:
    agents, acts, patients, same, passive = record
    parties = [tuple(map(terms.of, one)) for one in (agents, patients)]
    return Clause(parties[0], terms.of(acts), parties[1], same=same, passive=passive)


def _firm(record: Mapping[str, Mapping[str, list[str]]], terms: _Terms) -> Iterator[tuple[Term, float]]:
    for firmness, kinds in record.items():
        firm = float(firmness)
        for kind, ids in kinds.items():
            yield from ((terms[kind, id_], firm) for id_ in ids)
