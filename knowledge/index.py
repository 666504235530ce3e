"""What can be found, as flat arrays: documents of sentences, units of some sentences each, words as numbers.

The arrays are made when the knowledge is compiled, and stored as bytes; nobody needs numpy until somebody searches.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeAlias

import numpy as np

from knowledge.grams import Array, Grams, Postings, Progress, Tokens, exact_code, ragged
from knowledge.text import tokens, without_clitics

_UNIT_WORDS = 250
"""A longer document is found in parts, so that a book does not outweigh a report."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to find: a title, and the places of the sentences of a text."""

    title: str
    text: str
    spans: Sequence[tuple[int, int]]
