"""What the tree must look like, read off its modules; each function returns what is wrong.

Nothing is imported: modules are parsed, so that a copy of the tree can be judged as well.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

FOLDERS = ("text", "ingest", "records", "index", "assistant", "prompts", "eval", "hoidap")
MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "text": frozenset(),
    "ingest": frozenset({"text"}),
    "records": frozenset({"text", "ingest"}),
    "index": frozenset({"text", "ingest", "records"}),
    "prompts": frozenset({"text", "ingest"}),
    "assistant": frozenset({"text", "ingest", "records", "index", "prompts"}),
    "eval": frozenset({"text", "ingest", "records", "index", "assistant", "prompts"}),
    "hoidap": frozenset(FOLDERS) - {"prompts"},
}
"""Whom a folder's modules may import, besides their own folder."""
ENGINES = frozenset({"sqlite3", "tantivy", "faiss"})
"""Only ``index`` opens a store or searches with these."""
LIMIT = 500
ELSEWHERE = frozenset({"browser", "contributing", "crash", "fuzz", "load"})
"""Folders of tests of the whole product."""


@dataclass(frozen=True)
class Module:
    """A module of the product: ``name`` is what it is imported by, ``path`` where it stands."""

    name: str
    path: Path
    source: str = field(repr=False)

    @property
    def folder(self) -> str:
        """The folder of the tree that it belongs to."""
        return self.path.parts[0]

    def at(self, line: int) -> str:
        """Say where a fault is."""
        return f"{self.path}:{line}"

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All that it is made of."""
        return tuple(ast.walk(ast.parse(self.source, str(self.path))))

    @cached_property
    def strings(self) -> tuple[tuple[int, str], ...]:
        """The strings with their lines, joined ones as one, without docstrings."""
        told = {id(node.value) for node in self.nodes if isinstance(node, ast.Expr)}
        return tuple(
            (node.lineno, node.value)
            for node in self.nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
        )

    @cached_property
    def imports(self) -> tuple[tuple[int, str], ...]:
        """The line and name of everything imported, in functions too."""
        found: list[tuple[int, str]] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += ((node.lineno, item.name) for item in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}: a relative import"
                found += ((node.lineno, f"{node.module}.{item.name}") for item in node.names)
        return tuple(found)

    @cached_property
    def bodies(self) -> tuple[tuple[str, str], ...]:
        """What the functions of three lines or more do, and where each is."""
        return tuple(
            (body, f"{self.at(node.lineno)} {node.name}")
            for node in self.nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for told in [ast.get_docstring(node) is not None]
            for body in ["\n".join(map(ast.unparse, node.body[told:]))]
            if body.count("\n") >= 2
        )


@dataclass(frozen=True)
class Tree:
    """The modules of the product by name, and the lengths of tests by path."""

    modules: Mapping[str, Module]
    tests: Mapping[Path, int]

    @classmethod
    def read(cls, root: Path) -> Tree:
        """Read the tree at ``root``."""
        tree = cls({}, {})
        for folder in (*FOLDERS, "tests"):
            for path in sorted((root / folder).rglob("*.py")):
                place = path.relative_to(root)
                if place.parts[0] != "hoidap" or place.parts[1] not in FOLDERS:  # no link
                    tree = tree.with_file(str(place), path.read_text(encoding="utf-8"))
        return tree

    def with_file(self, path: str, source: str) -> Tree:
        """Return the tree with one file added or changed."""
        place = Path(path)
        if place.parts[0] == "tests":
            return Tree(self.modules, {**self.tests, place: len(source.splitlines())})
        parts = place.with_suffix("").parts
        parts = parts if parts[0] == "hoidap" else ("hoidap", *parts)
        name = ".".join(parts).removesuffix(".__init__")
        return Tree({**self.modules, name: Module(name, place, source)}, self.tests)

    def edges(self) -> Iterator[tuple[Module, int, Module]]:
        """Yield which module imports which, and in which line."""
        for module in self.modules.values():
            for line, imported in module.imports:
                name = self._module_of(imported)
                if name and name != module.name:
                    yield module, line, self.modules[name]

    def _module_of(self, imported: str) -> str | None:
        """Return the module that a name comes from, ``None`` for one of another product."""
        while imported and imported not in self.modules:
            imported = imported.rpartition(".")[0]
        return imported or None


def wrong_ways(tree: Tree) -> list[str]:
    """Return the imports against the one way, and those of the commands from elsewhere."""
    return [
        f"{module.at(line)}: {module.folder} imports {other.name}"
        for module, line, other in tree.edges()
        if other.folder != module.folder and other.folder not in MAY_IMPORT[module.folder]
    ]


def circles(tree: Tree) -> list[str]:
    """Return the modules that import each other, whatever way round."""
    imported: dict[str, set[str]] = defaultdict(set)
    for module, _, other in tree.edges():
        imported[module.name].add(other.name)
    done: set[str] = set()
    found: list[str] = []

    def visit(name: str, path: Sequence[str]) -> None:
        if name in path:
            found.append(" -> ".join([*path[path.index(name) :], name]))
        elif name not in done:
            for following in sorted(imported[name]):
                visit(following, [*path, name])
            done.add(name)

    for name in tree.modules:
        visit(name, [])
    return found


def engines_elsewhere(tree: Tree) -> list[str]:
    """Return the imports of a store or a search engine from outside ``index``."""
    return [
        f"{module.at(line)}: imports {imported}"
        for module in tree.modules.values()
        if module.folder != "index"
        for line, imported in module.imports
        if imported.split(".")[0] in ENGINES
    ]


def long_modules(tree: Tree) -> list[str]:
    """Return the modules, those of tests too, that nobody reads in a sitting."""
    lengths = {m.path: len(m.source.splitlines()) for m in tree.modules.values()}
    lengths |= tree.tests
    return [f"{path}: {length} lines" for path, length in lengths.items() if length > LIMIT]


def without_docstring(tree: Tree) -> list[str]:
    """Return the folders whose ``__init__`` does not say what they hold, or is missing."""
    told = {
        module.path.parent
        for module in tree.modules.values()
        if module.path.name == "__init__.py" and ast.get_docstring(ast.parse(module.source))
    }
    folders = {module.path.parent for module in tree.modules.values()}
    return [f"{folder}: no docstring" for folder in sorted(folders - told)]


def tests_astray(tree: Tree) -> list[str]:
    """Return the folders of tests of no folder of the product, and folders without tests."""
    folders = {module.path.parent for module in tree.modules.values()}
    tested = {Path(*path.parts[1:-1]) for path in tree.tests if path.name.startswith("test_")}
    mirroring = {path for path in tested if path.parts and path.parts[0] not in ELSEWHERE}
    untested = set(FOLDERS) - {path.parts[0] for path in mirroring}
    astray = [f"tests/{path}: tests of no folder" for path in sorted(mirroring - folders)]
    return astray + [f"{folder}: no tests" for folder in sorted(untested)]


# ---- What is in one place


def written_twice(tree: Tree) -> list[str]:
    """Return the functions of three lines or more whose bodies are the same."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in tree.modules.values():
        for body, place in module.bodies:
            places[body].append(place)
    return [" = ".join(same) for same in places.values() if len(same) > 1]


_HEADS = tuple(
    re.compile(rf"(?<!\w){head}(?!\w)")
    for head in (
        "ubnd|ủy ban",
        "chi cục",
        "hiệp hội",
        "liên đoàn",
        "trung tâm",
        "văn phòng",
        "thanh tra",
        "hội đồng",
        "công an",
    )
)
_ENOUGH_HEADS = 6  # what only speaks of agencies names fewer


def _holding(tree: Tree, home: str, pattern: re.Pattern[str], what: str) -> list[str]:
    """Return the places outside ``home`` whose source fits ``pattern``."""
    found = []
    for module in tree.modules.values():
        if not (module.name == home or module.name.startswith(f"{home}.")):
            for match in pattern.finditer(module.source):
                line = module.source.count("\n", 0, match.start()) + 1
                found.append(f"{module.at(line)}: {what}")
    return found


def agencies_elsewhere(tree: Tree) -> list[str]:
    """Return what recognises agencies outside ``text``.

    A pattern of how their names begin, or a use of the short forms that they are written in.
    """
    found = _spelling(tree, "agencies", "short")
    for module in tree.modules.values():
        if not module.name.startswith("hoidap.text.agencies"):
            for line, string in module.strings:
                heads = sum(bool(head.search(string.lower())) for head in _HEADS)
                if heads >= _ENOUGH_HEADS:
                    found.append(f"{module.at(line)}: heads of agencies' names")
    return found


def places_elsewhere(tree: Tree) -> list[str]:
    """Return what recognises provinces outside ``text``: a use of their other names."""
    return _spelling(tree, "provinces", "aliases")


def _spelling(tree: Tree, entries: str, forms: str) -> list[str]:
    """Return what reads the other ``forms`` of the glossary's ``entries`` outside ``text``."""
    both = re.compile(rf"(?s)(?=.*\.{entries}\b).*\.{forms}\b")
    return [
        f"{module.at(node.lineno)}: reads the {forms} of {entries}"
        for module in tree.modules.values()
        if module.folder != "text" and both.match(module.source)
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.Assign) and both.match(ast.unparse(node))
    ]


_DIGITS = r"(?:\\d|\[0-9\])\{[12](?:,2)?\}\)?(?:\\s\*)?"  # one or two of them, in a pattern
_DAY_AND_MONTH = re.compile(rf"{_DIGITS}(?:/|\[[^\]]*/[^\]]*\])(?:\\s\*)?\(?{_DIGITS}")


def figures_elsewhere(tree: Tree) -> list[str]:
    """Return the patterns of dates in figures (``15/12/2026``) outside ``text/figures``.

    An option of a command is a date by itself, not one in a text.
    """
    homes = ("hoidap.text.figures", "hoidap.values")
    return [
        f"{module.at(line)}: a pattern of dates"
        for module in tree.modules.values()
        if module.name not in homes
        for line, string in module.strings
        if _DAY_AND_MONTH.search(string)
    ]


def checks_elsewhere(tree: Tree) -> list[str]:
    """Return what judges a claim or sentence outside ``assistant/check``."""
    defined = re.compile(
        r"^\s*def (?:check|verify|is_supported)_(?:claim|sentence|quote|citation)", re.M
    )
    return _holding(tree, "hoidap.assistant.check", defined, "a check of what is said")


def searches_elsewhere(tree: Tree) -> list[str]:
    """Return who reaches past ``index/search`` to the parts it searches with.

    The evaluation compares the parts.
    """
    parts = ("words", "vectors", "rows", "hybrid", "rerank", "database", "contents", "writer")
    inner = {f"hoidap.index.{part}" for part in parts}
    return [
        f"{module.at(line)}: imports {other.name}"
        for module, line, other in tree.edges()
        if other.name in inner and module.folder not in ("index", "eval")
    ]
