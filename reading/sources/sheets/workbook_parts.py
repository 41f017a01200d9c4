""".xlsx 的公共部件: 工作簿、关系、样式、共享字符串."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from attrs import define, field, frozen

from reading.sources.package import Attributes, Handlers, Package, local
from reading.sources.sheets.number_format import BUILT_IN
from reading.sources.sheets.shared_strings import SharedStrings, is_strike

_LISTS = frozenset(("fonts", "cellXfs"))
_TELLING = (b"numFmts", b"cellXfs", b"strike")
_LOOKS = tuple(
    (b"<%b " % name, b"</%b>" % name)
    for name in (b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellStyles")
)


@frozen
class Sheet:
    """工作表: 名称, 部件, 是否隐藏."""

    name: str
    part: str
    hidden: bool


@define
class Workbook:
    """What the cells of every sheet refer to."""

    from_1904: bool = False
    computed_on_load: bool = False
    sheets: list[Sheet] = field(factory=list)
    strings: list[str] = field(factory=list)
    # The format code of each cell style, in order.
    styles: list[str] = field(factory=list)
    # The numbers, as cells write them, of strings and styles that are struck out.
    struck_strings: set[str] = field(factory=set)
    struck_styles: set[str] = field(factory=set)


def _each(package: Package, part: str, take: Callable[[str, Attributes], None]) -> None:
    package.parse(part, Handlers(lambda name, given: take(local(name), given)))


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """读关系: 编号 → (类别, 部件)."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def take(name: str, given: Attributes) -> None:
        if name == "Relationship" and "Target" in given:
            target = given["Target"].replace("\\", "/")
            joined = target if target[:1] == "/" else posixpath.join(folder, target)
            kind = given.get("Type", "").rpartition("/")[2]
            whole = posixpath.normpath(joined).lstrip("/")
            found[given.get("Id", "")] = (kind, whole)

    if listing in package:
        _each(package, listing, take)
    return found


def main_part(package: Package, usual: str) -> str:
    """Find the part that the file is about."""
    for kind, part in relations(package, "").values():
        if kind == "officeDocument" and part in package:
            return part
    return usual


def read_workbook(package: Package) -> Workbook:
    """Read everything but the sheets themselves."""
    part = main_part(package, "xl/workbook.xml")
    related = relations(package, part)
    book = Workbook()

    def take(name: str, given: Attributes) -> None:
        if name == "workbookPr":
            book.from_1904 = given.get("date1904") in {"1", "true"}
        elif name == "calcPr":
            book.computed_on_load = given.get("fullCalcOnLoad") in {"1", "true"}
        elif name == "sheet":
            link = next((given[key] for key in given if local(key) == "id"), "")
            kind, target = related.get(link, ("", ""))
            if kind == "worksheet":
                hidden = given.get("state", "visible") != "visible"
                book.sheets.append(Sheet(given.get("name", ""), target, hidden))

    _each(package, part, take)
    for kind, target in related.values():
        if target in package and kind == "styles":
            _Styles(book).read(package, target)
        elif target in package and kind == "sharedStrings":
            shared = SharedStrings()
            shared.read(package, target)
            book.strings, book.struck_strings = shared.texts, shared.struck
    return book


@define
class _Styles:
    """The format code of each entry of ``cellXfs``, and whether its font is struck."""

    book: Workbook
    _codes: dict[int, str] = field(factory=lambda: dict(BUILT_IN))
    # The list that is open, the fonts so far, and the numbers of those struck out.
    _list: str = ""
    _fonts: int = 0
    _struck: set[str] = field(factory=set)

    def read(self, package: Package, part: str) -> None:
        """Read the style sheet."""
        package.parse(part, Handlers(self._start, self._end), _without_looks)

    def _start(self, tag: str, given: Attributes) -> None:
        name = local(tag)
        if name in _LISTS:
            self._list = name
        elif name == "numFmt" and given.get("numFmtId", "").isdecimal():
            self._codes[int(given["numFmtId"])] = given.get("formatCode", "General")
        elif self._list == "cellXfs" and name == "xf":
            self._add(given)
        elif self._list == "fonts":
            self._fonts += name == "font"
            if is_strike(name, given):
                self._struck.add(str(self._fonts - 1))

    def _end(self, tag: str) -> None:
        if local(tag) in _LISTS:
            self._list = ""

    def _add(self, given: Attributes) -> None:
        """Take in the next cell style."""
        number = given.get("numFmtId", "0")
        known = int(number) if number.isdecimal() else 0
        if given.get("fontId") in self._struck:
            self.book.struck_styles.add(str(len(self.book.styles)))
        self.book.styles.append(self._codes.get(known, "General"))


def _without_looks(chunk: bytes) -> bytes:
    """Leave out the fonts, fills, borders and base styles that come in one piece.

    They make up most of a style sheet and say nothing about formats. Fonts one of which
    is struck out say something about cells.
    """
    for opening, closing in _LOOKS:
        before, found, rest = chunk.partition(opening)
        look, closed, after = rest.partition(closing)
        if found and closed and not any(word in look for word in _TELLING):
            chunk = before + after
    return chunk
