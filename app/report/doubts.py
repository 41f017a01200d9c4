"""存疑之处, 写成文字; 扫描件里的, 连同那一格的小图."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from auditing import AuditResult
from indicators.errors import Problem
from indicators.place import Place


@frozen
class DoubtText:
    """一处存疑: 整句, 与那一格的小图 (data: 网址, 没有为 '').

    `alt` is what the picture is called; '' for a doubt that is none of a scan.
    """

    text: str
    picture: str = ""
    alt: str = ""


def doubts_of(result: AuditResult) -> tuple[DoubtText, ...]:
    """一张表的存疑之处: 整个文件的在先, 其次是扫描件的格, 算术说得上话的在前."""
    told = {reading.place for reading in result.second_readings}

    def order(doubt: Problem) -> tuple[bool, bool, bool]:
        apart = isinstance(doubt.where, Place)
        return apart, doubt.where not in told, doubt.recognised is None

    warnings = result.result.evaluation.warnings
    return tuple(map(_text, sorted(warnings, key=order)))


def _text(doubt: Problem) -> DoubtText:
    said = doubt.recognised
    if said is None:
        return DoubtText(str(doubt))
    picture = f"data:image/png;base64,{said.picture}" if said.picture else ""
    return DoubtText(str(doubt), picture, f"{doubt.where}的图，认作“{said.read}”")


def without_picture(doubts: Iterable[DoubtText]) -> int:
    """扫描件里没有附图的有几处."""
    return sum(1 for doubt in doubts if doubt.alt and not doubt.picture)
