"""The one strict reader (and writer) of YAML: facts, phrasings, sources, settings and scenarios go through it.

Every scalar stays a string, and what YAML would silently read as something else (`no`, `12:30`, `0123`)
is refused, as are duplicate keys, aliases and tags. Types come from a pydantic model, and every problem of a
file is reported at once, with its line.

The parser's events are read one by one. Composing them first, as libraries do, recurses in C: 30 KB of `[` ended
the process with a segmentation fault.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import InvalidFiles, Problem
from knowledge.files.bounded import MEBIBYTE, read_regular
from knowledge.files.describing import Path_, told_of
from knowledge.files.yaml_hints import hint

_MAX_BYTES = 4 * MEBIBYTE
_MAX_DEPTH = 20
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_PLAIN_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+")
PLAIN_COLLECTIONS = (None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_STANDARD = "tag:yaml.org,2002:"
_TEXT = f"{_STANDARD}str"
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)


class Record(BaseModel):
    """Base of all shapes that are read from YAML: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(slots=True)
class YamlFile:
    """A parsed file: plain values (all scalars are strings), and the line of every key."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""
    """Of the file."""

    def line(self, path: Path_) -> int:
        """The line of a value, or of the closest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, message: str) -> Problem:
        """A problem at a place in this file."""
        return Problem(self.file, self.line(path), ".".join(map(str, path)), message)

    def place(self, problem: Problem) -> list[str]:
        """The path in the values of a problem of it."""
        return problem.field.split(".")


def parse(path: Path, *, name: str | None = None) -> YamlFile:
    """Read a YAML file; problems are collected in the document, not raised."""
    document, text = YamlFile(name or str(path)), ""
    try:
        text, document.digest = _read(path)
        document.data = _Walk(document, _LOADER(text)).whole()
    except (OSError, ValueError) as error:
        document.problems.append(document.problem((), f"cannot be read: {error}"))
    except _TooDeep:
        pass
    except yaml.YAMLError as error:
        document.problems = [_syntax_problem(document.file, error, text)]
    return document


def _read(path: Path) -> tuple[str, str]:
    found = read_regular(path, most=_MAX_BYTES)
    return found.decode("utf-8-sig"), hashlib.sha256(found).hexdigest()


def load(path: Path, model: type[Model], *, name: str | None = None) -> tuple[Model | None, YamlFile]:
    """Read and validate a file; the model is None when the document has problems."""
    document = parse(path, name=name)
    return validate(document, model), document


def load_or_raise(path: Path, model: type[Model], *, name: str | None = None) -> Model:
    """Read and validate a file; InvalidFiles carries all its problems."""
    record, document = load(path, model, name=name)
    if record is None:
        raise InvalidFiles(document.problems)
    return record


def validate(document: YamlFile, model: type[Model]) -> Model | None:
    """Give a parsed document its types; problems are added to it."""
    if document.problems:
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        told = [told_of(detail, model) for detail in error.errors(include_url=False)]
        meant = {(*path[:-1], key) for path, _, key in told if key}
        for path, message, _ in told:
            if path not in meant:  # what is misspelt is missing too
                document.problems.append(document.problem(path, message))
        return None


def _syntax_problem(file: str, error: yaml.YAMLError, text: str) -> Problem:
    line, began = (mark.line + 1 if mark else 0 for mark in (_mark(error, "problem"), _mark(error, "context")))
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(file, line, "", f"is no YAML: {reason}{hint(reason, text, line, began)}")


def _mark(error: yaml.YAMLError, which: str) -> Any:
    return getattr(error, f"{which}_mark", None)


class _TooDeep(Exception):
    """The rest of the file is not looked at."""


@dataclass(slots=True)
class _Walk:
    """Turns YAML events into plain values and notes lines and problems on the way; as deep as a file may be nested."""

    document: YamlFile
    events: Any
    """One of PyYAML's loaders."""
    braced: set[Path_] = field(default_factory=set)
    """Where mappings in braces stand."""

    def whole(self) -> Any:
        """The one document of the file; no keys where it holds none."""
        self.events.get_event()
        if self.events.check_event(yaml.StreamEndEvent):
            return {}
        self.events.get_event()
        data = self.value(())
        self.events.get_event()
        if not self.events.check_event(yaml.StreamEndEvent):
            problem = "expected a single document in the stream"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=self.events.peek_event().start_mark)
        return data

    def value(self, path: Path_) -> Any:
        event = self.events.get_event()
        self.document.lines.setdefault(path, event.start_mark.line + 1)
        if len(path) > _MAX_DEPTH:
            self._refuse(path, "is nested too deeply")
            raise _TooDeep
        if event.anchor:
            self._refuse(path, "anchors and aliases are not allowed; write the value out")
        match event:
            case yaml.AliasEvent():
                return None
            case yaml.ScalarEvent():
                return self._scalar(event, path)
        if event.tag not in PLAIN_COLLECTIONS:
            self._refuse(path, "tags are not allowed")
        self.braced |= {path} if event.flow_style else set()
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: Path_) -> list[Any]:
        found: list[Any] = []
        while not self.events.check_event(*_ENDS):
            found.append(self.value((*path, len(found))))
        self.events.get_event()
        return found

    def _mapping(self, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self.events.check_event(*_ENDS):
            here = self._key(path)
            if here is None:
                self._pass_over()
            else:
                found[str(here[-1])] = self.value(here)
        self.events.get_event()
        return found

    def _key(self, path: Path_) -> Path_ | None:
        """The place of the next value of a mapping; None where its key is refused."""
        event = self.events.peek_event()
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or self._tag(event) == f"{_STANDARD}merge":
            self._refuse_key(line, path, "every key must be a plain word")
            self._pass_over()
            return None
        self.events.get_event()
        here = (*path, str(event.value))
        if here in self.document.lines:
            self._refuse_key(line, here, f"is a duplicate key, first on line {self.document.lines[here]}")
            return None
        self.document.lines[here] = line
        self._scalar(event, here)
        return here

    def _pass_over(self) -> None:
        """Pass over a value that has no place; what is wrong inside it is not told."""
        depth = 0
        while True:
            event = self.events.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, _ENDS)
            if depth > _MAX_DEPTH:
                raise _TooDeep
            if not depth:
                return

    def _tag(self, event: yaml.ScalarEvent) -> str:
        if event.tag in (None, "!"):
            if event.value[:1] not in self.events.yaml_implicit_resolvers:
                return _TEXT  # as resolving it would say, at a tenth of the time
            return str(self.events.resolve(yaml.ScalarNode, event.value, event.implicit))
        return str(event.tag)

    def _scalar(self, event: yaml.ScalarEvent, path: Path_) -> str:
        text = str(event.value)
        kind = self._tag(event).removeprefix(_STANDARD)
        if not event.style and is_trap(kind, text):
            self._refuse(path, f"write {text!r} in quotes if it is text" if text else self._without_value(path))
        elif kind not in ("str", "int", "float", "bool", "timestamp", "null"):
            self._refuse(path, "tags are not allowed")
        return text

    def _without_value(self, path: Path_) -> str:
        comma = "between braces a text that holds a comma stands in quotes, else " * (path[:-1] in self.braced)
        return f"has no value; {comma}remove the key"

    def _refuse(self, path: Path_, message: str) -> None:
        self.document.problems.append(self.document.problem(path, message))

    def _refuse_key(self, line: int, path: Path_, message: str) -> None:
        """The line is the key's own: the path may have that of an earlier key, or none."""
        self.document.problems.append(Problem(self.document.file, line, ".".join(map(str, path)), message))


def is_trap(kind: str, text: str) -> bool:
    """Plain scalars that YAML 1.1 would not read as they are written."""
    match kind:
        case "bool":
            return text not in ("true", "false")
        case "int":
            return _PLAIN_INTEGER.fullmatch(text) is None
        case "float":
            return _PLAIN_FLOAT.fullmatch(text) is None
        case "null" | "value" | "merge" | "yaml":
            return True
        case _:
            return False
