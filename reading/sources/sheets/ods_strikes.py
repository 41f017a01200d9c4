"""ODF 的删除线: 哪些样式划去文字, 此刻听到的文字是否划去."""

from __future__ import annotations

from attrs import define, field

from reading.sources.package import Attributes, local

_LINE = frozenset({"text-line-through-style", "text-line-through-type"})
_NO_LINE = "none"
_Style = tuple[str, str]
"""A style: its family (cells and texts have their own) and its name."""


@define
class OdsStrikes:
    """Hears styles, the default styles of rows and columns, and spans, in order."""

    _struck: set[_Style] = field(factory=set)
    _open: _Style = ("", "")
    _row: str = ""
    _columns: list[tuple[int, int, str]] = field(factory=list)
    _spans: list[bool] = field(factory=list)

    def style(self, given: Attributes) -> None:
        """A style begins: it is as its parent is."""
        named = {local(key): value for key, value in given.items()}
        family = named.get("family", "")
        self._open = family, named.get("name", "")
        if (family, named.get("parent-style-name", "")) in self._struck:
            self._struck.add(self._open)

    def look(self, given: Attributes) -> None:
        """The look of the text of the style that is open."""
        lines = {value for key, value in given.items() if local(key) in _LINE}
        if lines - {_NO_LINE}:
            self._struck.add(self._open)
        elif lines:
            self._struck.discard(self._open)

    def sheet(self) -> None:
        """A sheet begins."""
        self._columns, self._row = [], ""

    def columns(self, first: int, last: int, style: str) -> None:
        """Columns have a style for the cells that name none."""
        if ("table-cell", style) in self._struck:
            self._columns.append((first, last, style))

    def row(self, style: str) -> None:
        """A row begins, with a style for the cells that name none."""
        self._row = style

    def cell(self, style: str, column: int) -> bool:
        """Say whether a cell is struck out as a whole."""
        if not self._struck:
            return False
        of_columns = (s for low, high, s in self._columns if low <= column <= high)
        chosen = style or self._row or next(of_columns, "")
        return ("table-cell", chosen) in self._struck

    def span(self, style: str) -> None:
        """A run of text begins."""
        self._spans.append(("text", style) in self._struck)

    def end_span(self) -> None:
        """A run of text ends."""
        if self._spans:
            self._spans.pop()

    @property
    def on(self) -> bool:
        """The text that is heard now is struck out."""
        return any(self._spans)
