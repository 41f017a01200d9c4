"""CONTRIBUTING.md 不走样: 提到的路径都在, “改哪里”的答案真是那一处, 而且只有一处."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_architecture import PACKAGES

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ANSWERS = re.findall(
    r"^\| ([^|]+) \| \[(\S+)\]\(\S+\) \| `([^`]+)` \|$", TEXT, re.MULTILINE
)
SOURCES = [
    path
    for package in PACKAGES
    for kind in ("*.py", "*.toml")
    for path in sorted((ROOT / package).rglob(kind))
]


def test_there_are_eleven_answers() -> None:
    assert len(ANSWERS) == 11


@pytest.mark.parametrize(("question", "file", "word"), ANSWERS)
def test_an_answer_is_the_one_place(question: str, file: str, word: str) -> None:
    homes = [p for p in SOURCES if word in p.read_text("utf-8")]
    assert [p.relative_to(ROOT).as_posix() for p in homes] == [file], question


def test_every_package_has_its_line() -> None:
    assert [name for name in PACKAGES if f"| `{name}/` |" not in TEXT] == []
