"""解释: 一行的 公式、代入、结果."""

from __future__ import annotations

from indicators.records import record
from scoring.wording import Wording


@record
class Explanation:
    """一行得分的解释, 三句话, 不带“公式：”等前缀.

    The first two are those of `wording`; `result` says the points that follow.

    >>> from scoring.wording import Sentences
    >>> Explanation(Sentences("得分 = 分值", "得满分 5"), "得 5 分").lines
    ('公式：得分 = 分值', '代入：得满分 5', '结果：得 5 分')
    """

    wording: Wording
    result: str

    @property
    def formula(self) -> str:
        """The rule in words."""
        return self.wording.formula

    @property
    def substitution(self) -> str:
        """The values put into the rule, or why there is nothing to compute."""
        return self.wording.substitution

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Return the three texts, each behind its Chinese name."""
        return (
            ("公式", self.formula),
            ("代入", self.substitution),
            ("结果", self.result),
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the three lines as a person reads them: 公式：…, 代入：…, 结果：…."""
        return tuple(f"{name}：{text}" for name, text in self.named)
