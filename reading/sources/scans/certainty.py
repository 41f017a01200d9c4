"""把握: 识别出的一行字里, 哪些是看准了的, 哪些拿不准."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from reading.sources.scans.recogniser import ReadLine
from reading.sources.scans.straight import Grey

BOUND: Final = 0.8
_SQUARE_METRES = re.compile(r"(?<=[\d万亿])m2")
_SUSPECTS: Final = (
    (re.compile(r"%[0oO〇]|％[0oO〇]"), "% 之后的 0 多半是 ‰ 的一部分"),
    (re.compile(r"^\s*[%％‰]"), "数不会以 % 开头"),
    (re.compile(r"(?<=\d)m(?![a-z²³㎡\d])"), "m 也可能是 ㎡"),
    (re.compile(r"^[一二]$"), "一横也可能是“—”"),
    (re.compile(r"^[Oo〇]$"), "也可能是 0"),
    (re.compile(r"^[|丨Il]$"), "一竖也可能是 1"),
)
"""What looks like something that is often misread, and why it is doubted."""


@frozen
class SettledText:
    """A line of text, and why it is doubtful; '' where it is certain."""

    text: str
    doubt: str = ""


def settled(line: ReadLine, _picture: Grey) -> SettledText:
    """What a line says."""
    text = _SQUARE_METRES.sub("㎡", line.text)
    for suspect, why in _SUSPECTS:
        if suspect.search(text):
            return SettledText(text, why)
    return SettledText(text, "字迹不清" if line.sure < BOUND else "")
