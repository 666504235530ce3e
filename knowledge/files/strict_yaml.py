"""The one strict reader (and writer) of YAML: facts, phrasings, sources, settings and scenarios go through it.

Every scalar stays a string, and what YAML would silently read as something else (`no`, `12:30`, `0123`)
is refused, as are duplicate keys, anchors and tags. Types come from a pydantic model, and every problem of a
file is reported at once, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import InvalidFiles, Problem
from knowledge.files.suggestions import did_you_mean

_MAX_BYTES = 4 * 1024 * 1024
_MAX_DEPTH = 20
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_PLAIN_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_PLAIN_COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_OPTION = re.compile(r"'([^']*)'")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]


class Record(BaseModel):
    """Base of all shapes that are read from YAML: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(slots=True)
class Document:
    """A parsed file: plain values (all scalars are strings), and the line of every key."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of a value, or of the closest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, message: str) -> Problem:
        """A problem at a place in this file."""
        return Problem(self.file, self.line(path), ".".join(map(str, path)), message)


def parse(path: Path, *, name: str | None = None) -> Document:
    """Read a YAML file; problems are collected in the document, not raised."""
    document = Document(name or str(path))
    try:
        node = yaml.compose(_read(path), Loader=_LOADER)
    except (OSError, ValueError) as error:
        document.problems.append(document.problem((), f"cannot be read: {error}"))
    except RecursionError:
        document.problems.append(document.problem((), "is nested too deeply"))
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(document.file, error))
    else:
        document.data = _Walk(document).value(node, ()) if node is not None else {}
    return document


def _read(path: Path) -> str:
    raw = path.read_bytes()
    if len(raw) > _MAX_BYTES:
        raise ValueError(f"larger than {_MAX_BYTES // 1024 // 1024} MiB")
    return raw.decode("utf-8-sig")


def load(path: Path, model: type[Model], *, name: str | None = None) -> tuple[Model | None, Document]:
    """Read and validate a file; the model is None when the document has problems."""
    document = parse(path, name=name)
    return validate(document, model), document


def load_or_raise(path: Path, model: type[Model], *, name: str | None = None) -> Model:
    """Read and validate a file; InvalidFiles carries all its problems."""
    record, document = load(path, model, name=name)
    if record is None:
        raise InvalidFiles(document.problems)
    return record


def validate(document: Document, model: type[Model]) -> Model | None:
    """Give a parsed document its types; problems are added to it."""
    if document.problems:
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = tuple(part for part in detail["loc"] if not str(part).endswith("]"))
            document.problems.append(document.problem(path, describe(detail)))
        return None


def describe(detail: Mapping[str, Any]) -> str:
    """One of pydantic's error details in the words of this package."""
    match detail["type"]:
        case "extra_forbidden":
            return "unknown key; remove it or correct its spelling"
        case "missing":
            return "is missing"
        case "string_type" | "dict_type" | "mapping_type" | "tuple_type" | "list_type" | "model_type":
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}, not {_short(detail['input'])}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            found = f"{detail['msg'][0].lower()}{detail['msg'][1:]} (found {_short(detail['input'])})"
            return f"{found}{_option_meant(detail)}"


def _option_meant(detail: Mapping[str, Any]) -> str:
    """Of a value that is none of a list: the nearest one of the list."""
    if detail["type"] not in ("enum", "literal_error"):
        return ""
    return did_you_mean(str(detail["input"]), _OPTION.findall(detail["ctx"]["expected"]))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _syntax_problem(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(file, mark.line + 1 if mark else 0, "", f"is no YAML: {reason}")


@dataclass(slots=True)
class _Walk:
    """Turns YAML nodes into plain values and notes lines and problems on the way."""

    document: Document
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if len(path) > _MAX_DEPTH:
            return self._refuse(path, "is nested too deeply")
        if id(node) in self.seen:
            return self._refuse(path, "anchors and aliases are not allowed; write the value out")
        self.seen.add(id(node))
        match node:
            case yaml.CollectionNode() if node.tag not in _PLAIN_COLLECTIONS:
                return self._refuse(path, "tags are not allowed")
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
            case _:
                return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag.endswith(":merge"):
                self._refuse_key(key_node, path, "every key must be a plain word")
                continue
            if here in self.document.lines:
                self._refuse_key(key_node, here, f"is a duplicate key, first on line {self.document.lines[here]}")
                continue
            self.document.lines[here] = key_node.start_mark.line + 1
            self._scalar(key_node, here)
            found[key] = self.value(value_node, here)
        return found

    def _scalar(self, node: yaml.Node, path: Path_) -> str:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if not getattr(node, "style", None) and _is_trap(kind, text):
            hint = "has no value; remove the key" if not text else f"write {text!r} in quotes if it is text"
            self._refuse(path, hint)
        elif kind not in ("str", "int", "float", "bool", "timestamp", "null"):
            self._refuse(path, "tags are not allowed")
        return text

    def _refuse(self, path: Path_, message: str) -> None:
        self.document.problems.append(self.document.problem(path, message))

    def _refuse_key(self, node: yaml.Node, path: Path_, message: str) -> None:
        """The line is the key's own: the path may have that of an earlier key, or none."""
        line = node.start_mark.line + 1
        self.document.problems.append(Problem(self.document.file, line, ".".join(map(str, path)), message))


def _is_trap(kind: str, text: str) -> bool:
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


def dump(data: object) -> str:
    """YAML in block style that `parse` reads back as it was; texts are quoted only where they must be."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6))


class _Dumper(yaml.SafeDumper):
    """Indents lists, and leaves figures and dates as plain as the reader takes them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)  # the signature is PyYAML's

    def represent_str(self, data: str) -> yaml.ScalarNode:
        untyped: Any = self
        tag = str(untyped.resolve(yaml.ScalarNode, data, (True, False)))
        if _is_trap(tag.rpartition(":")[2], data):
            return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')
        needs_quotes = not self.analyze_scalar(data).allow_block_plain
        return self.represent_scalar(tag, data, style='"' if needs_quotes else None)


_Dumper.add_representer(str, _Dumper.represent_str)
