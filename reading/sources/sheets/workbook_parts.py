""".xlsx 的公共部件: 工作簿、关系、样式、共享字符串."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from attrs import define, field, frozen

from reading.sources.package import Attributes, Handlers, Package, local
from reading.sources.sheets.number_format import BUILT_IN
from reading.sources.sheets.shared_strings import shared_strings

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
            book.styles = _styles(package, target)
        elif target in package and kind == "sharedStrings":
            book.strings = shared_strings(package, target)
    return book


def _styles(package: Package, part: str) -> list[str]:
    """The format code of each entry of ``cellXfs``."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    inside = [False]

    def start(tag: str, given: Attributes) -> None:
        name = local(tag)
        if name == "numFmt" and given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"])] = given.get("formatCode", "General")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            number = given.get("numFmtId", "0")
            known = int(number) if number.isdecimal() else 0
            styles.append(codes.get(known, "General"))

    def end(tag: str) -> None:
        if local(tag) == "cellXfs":
            inside[0] = False

    package.parse(part, Handlers(start, end), _without_looks)
    return styles


def _without_looks(chunk: bytes) -> bytes:
    """Leave out the fonts, fills, borders and base styles that come in one piece.

    They make up most of a style sheet and say nothing about formats.
    """
    for opening, closing in _LOOKS:
        before, found, rest = chunk.partition(opening)
        look, closed, after = rest.partition(closing)
        if found and closed and b"numFmts" not in look and b"cellXfs" not in look:
            chunk = before + after
    return chunk
