"""表头以上: 表名、年度、项目名称、主管部门、实施单位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import define, field

from templates.grid import Cell
from templates.headings import bare, index, key, pattern, rank, role
from templates.layout import Layout, single

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\.0)?(?:年度?)?(?!\d)", re.ASCII)
_CHINESE_YEAR = re.compile(r"二[〇○零O0][〇○零一二三四五六七八九]{2}年")
_DIGITS = {glyph: str(i) for i, glyph in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys("〇○O", "0")
_ONLY_YEAR = re.compile(
    r"\(?(?:19|20)\d\d\)?年?度?\)?|\(?二[〇○零O0].{2}年度?\)?", re.ASCII
)
_ANNEX = re.compile(r"^附[件表]\s*\d*[-—]?\d*\s*[:：.、]?\s*(?=\S*表)")
_YEAR_BRACKET = re.compile(r"[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]$", re.ASCII)
_YEAR_BEFORE = re.compile(r"^[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?(?=.*表)", re.ASCII)
TOTAL_BESIDE = re.compile(
    r"\s*(?:项目|自评)*总得?分\s*[:：]\s*(\d+(?:\.\d+)?)?\s*分?\s*$", re.ASCII
)
_LONGEST_TITLE = 60
_WIDEST_GAP = 3
_EARLIEST = 1990
_LABEL_LIKE = re.compile(
    r"(名称|部门|单位|负责人|联系人|电话|日期|时间|代码|编码|编号|类别|类型|属性|性质|期限)"
    r"(\(.*\))?:?$|:$"
)
FIELDS = ("project", "department", "unit", "year")


@define
class Head:
    """What stands above the tables. Of several labels of a field the best one wins."""

    form: str | None = None
    year: int | None = None
    values: dict[str, tuple[int, str]] = field(factory=dict)

    def value(self, what: str) -> str | None:
        """The text of a head field."""
        found = self.values.get(what)
        return found[1] if found else None

    def put(self, what: str, label: str, text: str) -> None:
        """Note a field, unless a better label has given it already."""
        order = rank(what)
        short = key(label)
        place = order.get(short, order.get(bare(short), len(order)))
        text = single(text)
        if text and (what not in self.values or place < self.values[what][0]):
            self.values[what] = (place, text)


def head_of(layout: Layout, first: int, last: int, taken: set[int]) -> Head:
    """Read the rows above the tables, and before them the lines above the table."""
    head = Head()
    if first == 1:
        _lines(head, list(layout.grid.before))
    for row in range(first, last + 1):
        if row in taken or row not in layout.rows:
            continue
        cells = [cell for cell in layout.begun(row) if cell.text.strip()]
        for cell in cells:
            _cell(head, layout, cell, leads=cell is cells[0])
    found = head.value("year")
    if found and head.year is None:
        head.year = year_in(found)
    return head


def is_title(text: str) -> bool:
    r"""Say whether a text names a form.

    >>> is_title("项 目 支 出 绩 效 自 评 表\n（2021 年度）"), is_title("项目名称")
    (True, False)
    """
    if len(text) > _LONGEST_TITLE or "表" not in text:
        return False
    short = key(_without_year(text))
    return pattern("title").search(short) is not None


def title(text: str) -> str:
    """表名: without its year and without the white that spreads it out.

    >>> title("2021年度项目支出绩效自评表"), title("项目自评表 (2020 年度)")
    ('项目支出绩效自评表', '项目自评表')
    """
    text = _without_year(single(text))
    if re.search(r"[\u4e00-\u9fff]\s", text):
        text = re.sub(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])", "", text)
    return text


def _without_year(text: str) -> str:
    text = TOTAL_BESIDE.sub("", _ANNEX.sub("", text.strip()))
    text = _YEAR_BRACKET.sub("", text).strip()
    shorter = _YEAR_BEFORE.sub("", text).strip()
    return shorter or text


def year_in(text: str) -> int | None:
    """年度.

    >>> year_in("（2021 年度）"), year_in("二〇二一年度"), year_in("12345")
    (2021, 2021, None)
    """
    short = key(text)
    match = _YEAR.search(short)
    chinese = _CHINESE_YEAR.search(short)
    if match:
        year = int(match[1])
    elif chinese:
        year = int("".join(_DIGITS.get(glyph, glyph) for glyph in chinese[0][:-1]))
    else:
        return None
    return year if year >= _EARLIEST else None


def _lines(head: Head, before: list[str]) -> None:
    """The lines above a table: those from its title on."""
    start = next(
        (i for i in range(len(before) - 1, -1, -1) if is_title(before[i])), None
    )
    if start is None:
        near = before[-3:]
    else:
        near = before[start:]
        head.form = title(near[0])
        head.year = year_in(near[0])
        if head.year is None and start and _ONLY_YEAR.fullmatch(key(before[start - 1])):
            head.year = year_in(before[start - 1])
    for line in near[1:] if start is not None else near:
        _subtitle(head, line)
        for what, label, text in _inside(line):
            head.put(what, label, text)


def _subtitle(head: Head, text: str) -> None:
    if head.year is None and _ONLY_YEAR.fullmatch(key(text)):
        head.year = year_in(text)


def _cell(head: Head, layout: Layout, cell: Cell, *, leads: bool) -> None:
    text = cell.text
    what = None if _ONLY_YEAR.fullmatch(key(text)) else role("head", text)
    if what in FIELDS:
        value = layout.right_of(cell)
        if value is not None and not _is_label(value.text) and _is_next(cell, value):
            head.put(what, text, value.text)
        return
    pairs = list(_inside(text))
    if pairs:
        for what, label, value_text in pairs:
            head.put(what, label, value_text)
    elif leads and is_title(text):
        wide = cell.columns > 1
        head.form = title(text) if wide or not head.form else head.form
        head.year = year_in(text) or head.year
    else:
        _subtitle(head, text)


def _is_label(text: str) -> bool:
    return role("head", text) is not None or bool(list(_inside(text)))


def _is_next(cell: Cell, value: Cell) -> bool:
    """Say whether a text answers a label: beside it, or a little further off.

    Across a gap, what looks like a label itself is none of its business.
    """
    gap = value.column - cell.column - cell.columns
    if gap <= 0:
        return True
    return gap <= _WIDEST_GAP and not _LABEL_LIKE.search(key(value.text))


@cache
def _labels() -> re.Pattern[str]:
    """All labels of head fields, each before a colon."""
    labels = sorted(index("head"), key=len, reverse=True)
    # One blank may stand between its letters, and (盖章) behind it.
    spread = "|".join("[ 　]?".join(map(_letter, label)) for label in labels)
    stamp = "(?:[ 　]*[(（][^()（）]{1,12}[)）])?"
    return re.compile(rf"(?<![^\s:：;；,，。])({spread}){stamp}[ 　]*[:：]")


def _letter(glyph: str) -> str:
    return {"(": "[(（]", ")": "[)）]"}.get(glyph, re.escape(glyph))


def _inside(text: str) -> Iterator[tuple[str, str, str]]:
    """项目名称：甲　主管部门：乙 in one text: (field, label, value) for each."""
    if ":" not in text and "：" not in text:
        return
    found = list(_labels().finditer(text))
    if not found or text[: found[0].start()].strip(" 　\n"):
        return
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        what = role("head", match[1])
        if what in FIELDS:
            yield what, match[1], text[match.end() : end].strip()
