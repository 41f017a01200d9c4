""".xlsx 的公共部件: 工作簿、关系、样式、共享字符串."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from attrs import define, field, frozen

from reading.sources.package import (
    Attributes,
    Handlers,
    Package,
    Parse,
    Parts,
    local,
)
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


@frozen
class Styles:
    """单元格样式: the format code of each, by the number that a cell writes.

    `struck` are the numbers of those whose font is struck out.
    """

    codes: Mapping[str, str] = field(factory=dict)
    struck: frozenset[str] = frozenset()


@define
class Workbook:
    """What the cells of every sheet refer to."""

    from_1904: bool = False
    computed_on_load: bool = False
    sheets: tuple[Sheet, ...] = ()
    styles: Styles = field(factory=Styles)
    # Shared strings by number, and the numbers of those with text struck out.
    strings: Mapping[str, str] = field(factory=dict)
    struck_strings: set[str] = field(factory=set)


Relations = Mapping[str, tuple[str, str]]
"""编号 → (类别, 部件)."""


def relations(package: Package, part: str) -> Relations:
    """读关系: what a part refers to."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    return _RELATIONS.of(package, listing) if listing in package else {}


def _relations(listing: str, parse: Parse) -> Relations:
    folder = posixpath.dirname(posixpath.dirname(listing))
    found: dict[str, tuple[str, str]] = {}

    def take(tag: str, given: Attributes) -> None:
        if local(tag) == "Relationship" and "Target" in given:
            target = given["Target"].replace("\\", "/")
            joined = target if target[:1] == "/" else posixpath.join(folder, target)
            kind = given.get("Type", "").rpartition("/")[2]
            whole = posixpath.normpath(joined).lstrip("/")
            found[given.get("Id", "")] = (kind, whole)

    parse(Handlers(take))
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
    listed = _LISTED.of(package, part)
    book = Workbook(listed.from_1904, listed.computed_on_load)
    parts = [(sheet, *related.get(sheet.part, ("", ""))) for sheet in listed.sheets]
    book.sheets = tuple(
        Sheet(sheet.name, target, sheet.hidden)
        for sheet, kind, target in parts
        if kind == "worksheet"
    )
    for kind, target in related.values():
        if target in package and kind == "styles":
            book.styles = _STYLES.of(package, target)
        elif target in package and kind == "sharedStrings":
            shared = SharedStrings()
            shared.read(package, target)
            numbers = map(str, range(len(shared.texts)))
            book.strings = dict(zip(numbers, shared.texts, strict=True))
            book.struck_strings = shared.struck
    return book


def _listed(_: str, parse: Parse) -> Workbook:
    """Read the list of sheets; each names its relation in place of its part."""
    book = Workbook()
    sheets: list[Sheet] = []

    def take(tag: str, given: Attributes) -> None:
        name = local(tag)
        if name == "workbookPr":
            book.from_1904 = given.get("date1904") in {"1", "true"}
        elif name == "calcPr":
            book.computed_on_load = given.get("fullCalcOnLoad") in {"1", "true"}
        elif name == "sheet":
            link = next((given[key] for key in given if local(key) == "id"), "")
            hidden = given.get("state", "visible") != "visible"
            sheets.append(Sheet(given.get("name", ""), link, hidden))

    parse(Handlers(take))
    book.sheets = tuple(sheets)
    return book


@define
class _StyleReader:
    """The format code of each entry of ``cellXfs``, and whether its font is struck."""

    codes: list[str] = field(factory=list)
    struck: set[str] = field(factory=set)
    _formats: dict[int, str] = field(factory=lambda: dict(BUILT_IN))
    # The list that is open, the fonts so far, and the numbers of those struck out.
    _list: str = ""
    _fonts: int = 0
    _struck_fonts: set[str] = field(factory=set)

    def start(self, tag: str, given: Attributes) -> None:
        """Hear an opening tag."""
        name = local(tag)
        if name in _LISTS:
            self._list = name
        elif name == "numFmt" and given.get("numFmtId", "").isdecimal():
            self._formats[int(given["numFmtId"])] = given.get("formatCode", "General")
        elif self._list == "cellXfs" and name == "xf":
            self._add(given)
        elif self._list == "fonts":
            self._fonts += name == "font"
            if is_strike(name, given):
                self._struck_fonts.add(str(self._fonts - 1))

    def end(self, tag: str) -> None:
        """Hear a closing tag."""
        if local(tag) in _LISTS:
            self._list = ""

    def _add(self, given: Attributes) -> None:
        """Take in the next cell style."""
        number = given.get("numFmtId", "0")
        known = int(number) if number.isdecimal() else 0
        if given.get("fontId") in self._struck_fonts:
            self.struck.add(str(len(self.codes)))
        self.codes.append(self._formats.get(known, "General"))


def _styles(_: str, parse: Parse) -> Styles:
    reader = _StyleReader()
    parse(Handlers(reader.start, reader.end), _without_looks)
    numbers = map(str, range(len(reader.codes)))
    codes = dict(zip(numbers, reader.codes, strict=True))
    return Styles(codes, frozenset(reader.struck))


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


_RELATIONS, _LISTED, _STYLES = Parts(_relations), Parts(_listed), Parts(_styles)
