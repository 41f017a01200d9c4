"""说法: 一行判定的 公式 与 代入 两句. 有人读到时才写成文字.

Most rows of most tables are computed and never explained: their sentences are written
when somebody asks for them, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from attrs import field, frozen

from indicators.exact import Fraction
from scoring.formula import Formula, Variable, variables, weighted
from scoring.readings.explain import WORDS, compared, in_numbers, in_words, take

UNPRINTED = "分值"
"""What stands for the weight in the wording where none is printed."""


class Wording(Protocol):
    """公式 与 代入 两句, 不带前缀."""

    @property
    def formula(self) -> str:
        """The rule in words."""

    @property
    def substitution(self) -> str:
        """The values put into it, or the reason why there is nothing to compute."""


@frozen
class Sentences:
    """已经写成的两句."""

    formula: str
    substitution: str


@frozen
class BranchTaken:
    """取值所走的一支: the sentences follow from the formula and the values.

    `texts` are the values as printed; `weight` is put in as it is. `judged` is the title of a rule that leaves
    the points to a person, None where the formula gives them.
    """

    share: Formula
    values: Mapping[str, Fraction] = field(hash=False)
    texts: Mapping[str, str] = field(hash=False)
    weight: str
    judged: str | None = None

    @property
    def formula(self) -> str:
        """The branch in words, behind it the conditions that led there."""
        return self.judged or self._written[0]

    @property
    def substitution(self) -> str:
        """The conditions in numbers where no value stands in the branch, and 代入."""
        _, facts, numbers = self._written
        return facts if self.judged else "；".join(filter(None, (facts, numbers)))

    @cached_property
    def _written(self) -> tuple[str, str, str]:
        """Word the branch that was taken: 公式, the facts that led there, 代入."""
        path = take(self.share, self.values)
        points = weighted(path.expression)
        conditions = {(c.left, c.sign): c for c in path.conditions}.values()
        texts = {**self.texts, "weight": self.weight}
        named = "，".join(compared(c, WORDS.__getitem__) for c in conditions)
        formula = f"得分 = {in_words(points)}" + (f"（{named}）" if named else "")
        facts = texts.get("late", "")
        if not facts and set(variables(points)) <= {"weight"}:
            facts = "，".join(compared(c, texts.__getitem__) for c in conditions)
        if points != Variable("weight"):
            return formula, facts, in_numbers(points, texts)
        full = "得满分" if self.weight == UNPRINTED else f"得满分 {self.weight}"
        return formula, facts, full
