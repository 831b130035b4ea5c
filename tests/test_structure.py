"""The tree is as it is meant to be; and every rule finds a tree that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import structure
from tests.structure import Tree

ROOT = Path(__file__).parent.parent
Rule = Callable[[Tree], list[str]]


@pytest.fixture(scope="module")
def tree() -> Tree:
    """Return the product's own tree."""
    return Tree.read(ROOT)


RULES: tuple[Rule, ...] = (
    structure.wrong_ways,
    structure.circles,
    structure.engines_elsewhere,
    structure.long_modules,
    structure.without_docstring,
    structure.tests_astray,
    structure.written_twice,
    structure.agencies_elsewhere,
    structure.places_elsewhere,
    structure.figures_elsewhere,
    structure.checks_elsewhere,
    structure.searches_elsewhere,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree(tree: Tree, rule: Rule) -> None:
    assert rule(tree) == []


_TWICE = "def f(a):\n    b = a + 1\n    c = b * 2\n    return c\n"
_LOOP = "from hoidap.text.glossary import glossary\nN = [a."
BROKEN: tuple[tuple[Rule, str, str], ...] = (
    (structure.wrong_ways, "text/x.py", "from hoidap.ingest.plan import Plan\n"),
    (structure.wrong_ways, "ingest/x.py", "def f():\n    import hoidap.records.tasks\n"),
    (structure.wrong_ways, "index/x.py", "from hoidap.assistant import engine\n"),
    (structure.wrong_ways, "records/x.py", "from hoidap import prompts\n"),
    (structure.wrong_ways, "eval/x.py", "from hoidap.commands import ask\n"),
    (structure.wrong_ways, "assistant/x.py", "from hoidap.cli import main\n"),
    (structure.circles, "text/places.py", "def f():\n    import hoidap.text.changes\n"),
    (structure.circles, "text/x.py", "import hoidap.text.y\n"),
    (structure.engines_elsewhere, "assistant/x.py", "def f():\n    import sqlite3\n"),
    (structure.engines_elsewhere, "eval/x.py", "from tantivy import Index\n"),
    (structure.long_modules, "index/x.py", "\n" * 501),
    (structure.long_modules, "tests/x.py", "\n" * 501),
    (structure.without_docstring, "text/__init__.py", ""),
    (structure.without_docstring, "text/new/x.py", '"""No ``__init__`` beside it."""\n'),
    (structure.tests_astray, "tests/text/gone/test_x.py", ""),
    (structure.written_twice, "text/x.py", _TWICE + _TWICE),
    (
        structure.agencies_elsewhere,
        "records/x.py",
        _LOOP + "short for a in glossary().agencies]\n",
    ),
    (
        structure.agencies_elsewhere,
        "assistant/x.py",
        'H = r"ubnd|chi cục|hiệp hội|trung tâm|công an|thanh tra"\n',
    ),
    (
        structure.places_elsewhere,
        "ingest/x.py",
        _LOOP + "aliases for a in glossary().provinces]\n",
    ),
    (structure.figures_elsewhere, "records/x.py", 'D = r"\\d{1,2}/\\d{1,2}/20\\d\\d"\n'),
    (structure.figures_elsewhere, "eval/x.py", 'D = r"([0-9]{2})[/.-]([0-9]{2})"\n'),
    (structure.checks_elsewhere, "eval/x.py", "def verify_claim(claim):\n    ...\n"),
    (structure.searches_elsewhere, "assistant/x.py", "import hoidap.index.words\n"),
)


@pytest.mark.parametrize(
    ("rule", "file", "source"),
    BROKEN,
    ids=[f"{rule.__name__}-{number}" for number, (rule, _, _) in enumerate(BROKEN)],
)
def test_a_rule_finds_a_tree_that_breaks_it(
    tree: Tree, rule: Rule, file: str, source: str
) -> None:
    whole = tree.with_file("text/y.py", "import hoidap.text.x\n")
    assert set(rule(whole.with_file(file, source))) - set(rule(whole))


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)
