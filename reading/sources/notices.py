"""提示: 读文件时遇到的小问题, 同类只列前几处."""

from __future__ import annotations

import re

from indicators.errors import Problem
from indicators.place import Place

# What nobody sees but a comparison trips over: control characters, zero-width and
# direction marks. Line feeds and tabs stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
    "|[\ud800-\udfff]"
)
# Blanks of a width of their own: an en, an em, a thin one … A blank is a blank.
_BLANKS = re.compile("[\u1680\u2000-\u200a\u202f\u205f]")
_UNUSUAL = re.compile(f"{_INVISIBLE.pattern}|{_BLANKS.pattern}")
_SHOWN = 20
COVERED = "合并单元格下面还有内容，看不见，未读取"
STRUCK = "有加了删除线的文字，不作为值读取"
_Spot = tuple[Place | str, str | None]
"""Where a notice holds, and the text that it quotes."""


class Notices:
    """Collects warnings of one grid, and cleans its texts on the way."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str | None], list[_Spot]] = {}

    def add(self, where: Place | str, message: str, remedy: str | None = None) -> None:
        """Note a problem at a place."""
        self._found.setdefault((message, remedy), []).append((where, None))

    def covered(self, where: Place, text: str) -> None:
        """Note what a merged cell hides: Excel adds such a number up all the same."""
        self._found.setdefault((COVERED, None), []).append((where, text))

    def once(self, where: Place | str, message: str, remedy: str | None = None) -> None:
        """Note what holds for many places at the first of them."""
        self._found.setdefault((message, remedy), [(where, None)])

    def clean(self, text: str, where: Place | str) -> str:
        r"""Drop control characters, with a notice; line ends become ``\n``.

        >>> notices = Notices()
        >>> notices.clean("得\x07分\r\n9.9", "Sheet1!A1")
        '得分\n9.9'
        >>> notices.clean("得\u2002分", "Sheet1!A1"), len(notices.problems())
        ('得 分', 1)
        """
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if _UNUSUAL.search(text) is None:
            return text
        text = _BLANKS.sub(" ", text)
        if _INVISIBLE.search(text) is None:
            return text
        self.once(where, "文字里有看不见的控制字符，已去掉")
        return _INVISIBLE.sub("", text)

    def problems(self) -> tuple[Problem, ...]:
        """List them; of the same kind only the first twenty, then how many more."""
        listed = []
        for (message, remedy), places in self._found.items():
            listed += [
                Problem(where, message, value, remedy)
                for where, value in places[:_SHOWN]
            ]
            if rest := places[_SHOWN:]:
                more = f"{message}（另有 {len(rest)} 处）"
                listed.append(Problem(rest[0][0], more, remedy=remedy))
        return tuple(listed)
