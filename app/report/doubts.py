"""存疑之处, 写成文字; 扫描件里的, 连同那一格的小图."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from indicators.evaluation import Evaluation


@frozen
class DoubtText:
    """一处存疑: 整句, 与那一格的小图 (data: 网址, 没有为 '').

    `alt` is what the picture is called; '' for a doubt that is none of a scan.
    """

    text: str
    picture: str = ""
    alt: str = ""


def doubts_of(table: Evaluation) -> tuple[DoubtText, ...]:
    """一张表的存疑之处."""
    return tuple(
        DoubtText(
            str(doubt),
            f"data:image/png;base64,{said.picture}" if said.picture else "",
            f"{doubt.where}的图，认作“{said.read}”",
        )
        if (said := doubt.recognised)
        else DoubtText(str(doubt))
        for doubt in table.warnings
    )


def without_picture(doubts: Iterable[DoubtText]) -> int:
    """扫描件里没有附图的有几处."""
    return sum(1 for doubt in doubts if doubt.alt and not doubt.picture)
