"""YAML as it is written: block style, or each list and mapping of plain values on a line; read back as it was."""

from __future__ import annotations

from typing import Any

import yaml

from knowledge.files.strict_yaml import PLAIN_COLLECTIONS, is_trap


def dump(data: object) -> str:
    """YAML in block style that `parse` reads back as it was; texts are quoted only where they must be."""
    return _dumped(data, flow=False)


class OnOneLine(dict[str, Any]):
    """A mapping that `dump_compact` writes on one line whatever it holds."""


class OnLines(dict[str, Any]):
    """One of which it writes each value on a line of its own."""


def dump_compact(data: object) -> str:
    """The same with every list and mapping of plain values on one line."""
    return _dumped(data, flow=None)


def _dumped(data: object, *, flow: bool | None) -> str:
    style: dict[str, Any] = {"sort_keys": False, "default_flow_style": flow}
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=10**6, **style))


class _Dumper(yaml.SafeDumper):
    """Indents lists, and leaves figures and dates as plain as the reader takes them."""

    def expect_block_sequence(self) -> None:
        """As PyYAML's, which would write the lists of a mapping where its keys stand."""
        self.increase_indent(flow=False)
        self.state = self.expect_first_block_sequence_item

    def represent_str(self, data: str) -> yaml.ScalarNode:
        untyped: Any = self
        tag = str(untyped.resolve(yaml.ScalarNode, data, (True, False)))
        if is_trap(tag.rpartition(":")[2], data):
            return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')
        needs_quotes = not self.analyze_scalar(data).allow_block_plain
        return self.represent_scalar(tag, data, style='"' if needs_quotes else None)

    def represent_laid_out(self, data: OnOneLine | OnLines) -> yaml.Node:
        return self.represent_mapping(PLAIN_COLLECTIONS[2], data, flow_style=isinstance(data, OnOneLine))


_Dumper.add_representer(str, _Dumper.represent_str)
_Dumper.add_representer(OnOneLine, _Dumper.represent_laid_out)
_Dumper.add_representer(OnLines, _Dumper.represent_laid_out)
