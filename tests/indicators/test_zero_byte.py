"""分数只由数做成: 一位数的文字会改掉整个进程共用的零字节."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.report.pictures import Scale, _ticks
from indicators.exact import Fraction
from tests.test_architecture import PACKAGES, ROOT

FILES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


def of_text(tree: ast.AST) -> list[int]:
    """The lines in which a fraction is made of a text that is written there."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (
        c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Fraction"
    )
    return [
        call.lineno
        for call in named
        for given in call.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    ]


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: str(Path(path).relative_to(ROOT))
)
def test_no_fraction_is_made_of_text(path: Path) -> None:
    assert of_text(ast.parse(path.read_text("utf-8"))) == []


def test_a_fraction_of_text_would_be_found() -> None:
    assert of_text(ast.parse('a = Fraction("1")\nb = Fraction(1, 2)\n')) == [1]


def test_the_ticks_of_a_picture_leave_the_zero_byte_as_it_is() -> None:
    assert [text for _, text in _ticks(Scale(Fraction(0), Fraction(40)))]
    assert list(bytes([0])) == [0]
