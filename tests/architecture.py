"""What imports what: modules, the rooms that they stand in, arrows between them, circles.

`python -m tests.architecture [FOLDER]` prints the table of imports of this checkout or of another one.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("knowledge", "bot", "handlers")
GROUND = ("knowledge", "bot")
"""What lies directly in these is a room of its own; a module of any other package stands in that package."""

Arrows: TypeAlias = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `module` imports `name`, which may be a module or stand in one."""

    module: str
    name: str

    def of(self, *packages: str) -> bool:
        """Whether the name is one of these modules or packages, or lies in one."""
        return any(lies_in(self.name, one) for one in packages)

    def by(self, *packages: str) -> bool:
        """Whether one of these modules or packages imports it."""
        return any(lies_in(self.module, one) for one in packages)


def lies_in(name: str, package: str) -> bool:
    """Whether a dotted name is a package or module, or lies below it."""
    return name == package or name.startswith(f"{package}.")


def modules(root: Path = ROOT, packages: tuple[str, ...] = PACKAGES) -> Mapping[str, ast.Module]:
    """Every module by its dotted name; a package that holds nothing is left out."""
    return _parsed(root, packages)


@cache
def _parsed(root: Path, packages: tuple[str, ...]) -> Mapping[str, ast.Module]:
    found = {}
    for path in sorted(path for package in packages for path in (root / package).rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text("utf-8"))
        if path.name != "__init__.py" or len(tree.body) > 1:
            found[name] = tree
    return found


@cache
def imports(root: Path = ROOT) -> tuple[Import, ...]:
    """All imports, also those inside functions and for type checking alone."""
    return tuple(one for module, nodes in walked(root).items() for one in _imports(module, nodes))


@cache
def walked(root: Path = ROOT) -> Mapping[str, tuple[ast.Import | ast.ImportFrom | ast.Call | ast.ClassDef, ...]]:
    """The imports, calls and classes of every module; walking is what takes the time."""
    kinds = ast.Import | ast.ImportFrom | ast.Call | ast.ClassDef
    return {
        module: tuple(node for node in ast.walk(tree) if isinstance(node, kinds))
        for module, tree in modules(root).items()
    }


def _imports(module: str, nodes: Iterable[ast.AST]) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide the direction"
            yield from (Import(module, f"{node.module}.{alias.name}") for alias in node.names)


@cache
def between_modules(root: Path = ROOT) -> Arrows:
    """Each pair of modules of ours of which the first imports the second."""
    known = modules(root).keys()
    found = {(one.module, name) for one in imports(root) for name in (one.name, parent(one.name)) if name in known}
    return frozenset(pair for pair in found if pair[0] != pair[1])


def between_rooms(root: Path = ROOT) -> Arrows:
    """The same for the rooms."""
    return frozenset(pair for pair in _pairs(root) if pair[0] != pair[1])


def _pairs(root: Path) -> Iterator[tuple[str, str]]:
    rooms = rooms_of(root)
    return ((rooms[module], rooms[other]) for module, other in between_modules(root))


def rooms_of(root: Path = ROOT) -> Mapping[str, str]:
    """The room of every module."""
    names = modules(root).keys()
    packages = {parent(name) for name in names} - {""}
    return {name: name if name in packages or parent(name) in GROUND else parent(name) for name in names}


def parent(name: str) -> str:
    """The package that a module or package stands in; empty at the top."""
    return name.rpartition(".")[0]


def circles(arrows: Arrows) -> list[list[str]]:
    """The groups that lead to each other, largest first."""
    reach = {name: _reached(name, arrows) for name in {one for pair in arrows for one in pair}}
    groups = {frozenset(other for other in reach[name] if name in reach[other]) for name in reach}
    return sorted((sorted(group) for group in groups if group), key=lambda group: (-len(group), group))


def _reached(name: str, arrows: Arrows) -> set[str]:
    following = _following(arrows)
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = following.get(waiting.pop(), frozenset()) - reached
        reached |= fresh
        waiting += fresh
    return reached


@cache
def _following(arrows: Arrows) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, other in arrows:
        found[name].add(other)
    return {name: frozenset(others) for name, others in found.items()}


def table(root: Path) -> Iterator[str]:
    """The figures of the house and of its parts, then each room with those that it knows."""
    yield _figures("modules", modules(root).keys(), between_modules(root))
    rooms, arrows = set(rooms_of(root).values()), between_rooms(root)
    yield _figures("rooms", rooms, arrows)
    for package in PACKAGES:
        inside = {room for room in rooms if lies_in(room, package)}
        own = frozenset(pair for pair in arrows if inside.issuperset(pair))
        yield _figures(f"rooms of {package}", inside, own)
    for room in sorted(rooms):
        yield f"{room:36}{' '.join(sorted(_following(arrows).get(room, ())))}".rstrip()


def _figures(what: str, names: Iterable[str], arrows: Arrows) -> str:
    found = circles(arrows)
    listed = "".join(f" ({' '.join(group)})" for group in found)
    return f"{what}: {len(set(names))}, arrows: {len(arrows)}, circles: {len(found)}{listed}"


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    sys.stdout.writelines(f"{line}\n" for line in table(folder))
