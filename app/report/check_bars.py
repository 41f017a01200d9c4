"""各项核对的条: 通过、有发现、不适用的各几张表, 一条画出."""

from __future__ import annotations

from attrs import frozen

from app.report.checks import Appendix
from auditing.check import Check
from auditing.finding import CONCLUSIONS
from auditing.registry import CHECKS

WORDS = dict(zip(CONCLUSIONS, ("通过", "发现", "不适用"), strict=True))


@frozen
class CheckBar:
    """一项核对: 各种结果几张表, 各画多宽 (占全宽的百分数)."""

    check: Check
    counts: tuple[tuple[str, str, int], ...]
    parts: tuple[tuple[str, float, float], ...]

    @property
    def said(self) -> str:
        """The counts in words, without those that are 0."""
        return "，".join(f"{word} {count}" for _, word, count in self.counts if count)


def check_bars(appendix: Appendix) -> dict[str, CheckBar]:
    """逐项核对, 照编号; each table counts once, a finding that was accepted too."""
    return {code: _bar(code, appendix) for code in CHECKS}


def _bar(code: str, appendix: Appendix) -> CheckBar:
    tables = appendix.sums[code].tables
    counts = tuple((name, word, tables[name]) for name, word in WORDS.items())
    whole, left, parts = sum(tables.values()) or 1, 0, []
    for name, _, count in counts:
        if count:
            parts.append((name, _percent(left, whole), _percent(count, whole)))
        left += count
    return CheckBar(CHECKS[code], counts, tuple(parts))


def _percent(count: int, whole: int) -> float:
    return round(count * 100 / whole, 2)
