"""ODF 文书的样式: 哪些划去文字, 哪些隐藏文字, 此刻听到的文字是否如此."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from reading.sources.package import Attributes, local

_LINES: Final = frozenset({"text-line-through-style", "text-line-through-type"})
_Style = tuple[str, str]
"""A style: its family (paragraphs and runs have their own) and its name."""
PLAIN: Final = ""
STRUCK: Final = "struck"
HIDDEN: Final = "hidden"


@define
class OdtLooks:
    """Hears the styles, and the paragraphs and runs that have them, in order."""

    _looks: dict[_Style, str] = field(factory=dict)
    _defined: _Style = ("", "")
    _open: list[str] = field(factory=list)

    def style(self, given: Attributes) -> None:
        """A style begins: it looks as its parent does."""
        named = {local(key): value for key, value in given.items()}
        family = named.get("family", "")
        self._defined = family, named.get("name", "")
        parent = self._looks.get((family, named.get("parent-style-name", "")), PLAIN)
        self._looks[self._defined] = parent

    def properties(self, given: Attributes) -> None:
        """What the text of that style looks like."""
        named = {local(key): value for key, value in given.items()}
        lines = {named[key] for key in _LINES & named.keys()}
        if lines:
            self._looks[self._defined] = STRUCK if lines - {"none"} else PLAIN
        if "display" in named:
            hidden = named["display"] == "none"
            self._looks[self._defined] = HIDDEN if hidden else PLAIN

    def begin(self, family: str, style: str) -> None:
        """A paragraph or a run begins."""
        self._open.append(self._looks.get((family, style), PLAIN))

    def end(self) -> None:
        """The last one that is open ends."""
        if self._open:
            self._open.pop()

    @property
    def now(self) -> str:
        """How the text looks that is heard now."""
        seen = set(self._open)
        return HIDDEN if HIDDEN in seen else STRUCK if STRUCK in seen else PLAIN
