"""表头栏的字样: 项目名称：甲　主管部门：乙, 一格里写着几栏; 什么样的字像标签."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, product

from reading.vocabulary.headings import bare, index, key, pattern, rank, role

EMPTY = " 　\t\r\n_＿"
"""What a blank to write on is printed with."""
_OPEN = (":", "：", "_", "＿")
_STAMP = "[(（][^()（）]{0,6}[章字][)）]"
_BLANK = re.compile(rf"(?P<blank>[ 　]*[_＿]+|[ 　]*?)\s*(?:{_STAMP})?\s*")
_COLON = re.compile("[:：]")
_STAMPED = re.compile(r"[(（][^()（）]{1,12}[)）]\Z")
_STAMP_LENGTH = 14
_GLUED = 4
"""So long a label is known behind a value that nothing parts from it."""
# What may stand right before a label, besides blanks.
_BEFORE = ":：;；,，。、|｜_＿"
# What parts a value from the label behind it; at the end of a line only some of it.
_PARTING = ";；,，、|｜/／ 　"
_ENDING = ";；,，"
_CLOSED = str.maketrans("（）", "()", " 　")
FIELDS = ("project", "department", "unit", "year")
_YEAR = r"[(（]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?"
_YEAR_FIRST = re.compile(rf"\s*{_YEAR}[ 　\t]+(?=\S.*[:：])", re.ASCII)
_DATED = re.compile(
    rf"(?P<value>.*?\S)(?P<gap>[ 　\t]+)(?:(?P<year>{_YEAR})"
    r"|(?:19|20)\d\d\s*年\s*\d\d?\s*月(?:\s*\d\d?\s*日)?)\s*",
    re.ASCII | re.DOTALL,
)
_LABEL_LIKE = re.compile(
    r"(名称|部门|单位|负责人|联系人|电话|日期|时间|代码|编码|编号|类别|类型|属性|性质|期限)"
    r"(\(.*\))?:?$|:$"
)


def looks_like_label(text: str) -> bool:
    """Say whether a text looks like a label of the head, known or not.

    >>> looks_like_label("联系人电话"), looks_like_label("甲县农业农村局")
    (True, False)
    """
    return _LABEL_LIKE.search(key(text)) is not None


def names_both(wording: str) -> bool:
    """部门名称: whether a label of the unit names the department too.

    >>> names_both("部门名称"), names_both("实施单位")
    (True, False)
    """
    return pattern("placed", "both").match(key(wording)) is not None


def rank_of(what: str, wording: str) -> int:
    """The priority of a wording among those of a field: 0 says it best.

    >>> rank_of("project", "项目名称"), rank_of("project", "任务名称") > 0
    (0, True)
    """
    order, short = rank(what), key(wording)
    return order.get(short, order.get(bare(short), len(order)))


@cache
def _longest() -> int:
    """How long a label may be, with one blank between any two of its letters."""
    return 2 * max(map(len, index("head")))


def _labels_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Every label before a colon: where it begins and ends, and the end of the colon."""
    edge = 0
    for colon in _COLON.finditer(text):
        end = edge + len(text[edge : colon.start()].rstrip(" 　"))
        stamp = _STAMPED.search(text, max(edge, end - _STAMP_LENGTH), end)
        ends = (
            (end, edge + len(text[edge : stamp.start()].rstrip(" 　"))) if stamp else ()
        )
        found = _label_before(text, edge, ends or (end,))
        if found is not None:
            yield *found, colon.end()
        edge = colon.end()


def _label_before(
    text: str, edge: int, ends: tuple[int, ...]
) -> tuple[int, int] | None:
    """The leftmost label that reaches to one of some ends, the longer one first.

    Behind another label's value nothing need part them: a print closes up what stands
    side by side in cells without rules. A label of a few letters may be a part of a word.
    """
    starts = range(max(edge, ends[-1] - _longest()), ends[0])
    spans = product(starts, ends)
    found = [span for span in spans if _closed_up(text[slice(*span)]) in index("head")]
    parted = (span for span in found if _is_parted(text, span[0]))
    glued = (span for span in found if edge and span[1] - span[0] >= _GLUED)
    return next(chain(parted, glued), None)


def _is_parted(text: str, start: int) -> bool:
    """Say whether nothing stands before a place, or what may stand before a label."""
    before = text[start - 1 : start] if start else " "
    return before in _BEFORE or before.isspace()


def _closed_up(label: str) -> str:
    """A label without the single blanks between its letters, its brackets narrow."""
    if label[:1] in EMPTY or "  " in label.replace("　", " "):
        return ""
    return label.translate(_CLOSED)


def fields_in(text: str) -> Iterator[tuple[str, str, str]]:
    """项目名称：甲　主管部门：乙 in one text: (field, label, value) for each.

    A year that stands before the labels or behind a value is a field without a label.

    >>> list(fields_in("项目名称：甲　主管部门：乙"))
    [('project', '项目名称', '甲'), ('department', '主管部门', '乙')]
    >>> list(fields_in("填报单位：某局　　2023年度"))
    [('unit', '填报单位', '某局'), ('year', '', '2023年度')]
    >>> list(fields_in("项目名称：通村公路主管部门：某局"))
    [('project', '项目名称', '通村公路'), ('department', '主管部门', '某局')]
    >>> list(fields_in("项目单位：某馆；主管部门：某局；"))
    [('unit', '项目单位', '某馆'), ('department', '主管部门', '某局')]
    """
    if ":" not in text and "：" not in text:
        return
    text, year = _without_year(text)
    for what, label, start, end in _spans(text):
        if what in FIELDS:
            blank = _BLANK.fullmatch(text, start, end)
            said = "" if blank else text[start:end].strip(EMPTY)
            value, behind = _parted_year(said, what)
            yield what, label, _said(value, text[end:])
            year = year or behind
    if year:
        yield "year", "", year


def _said(value: str, behind: str) -> str:
    """The value of a field without the mark that parts it from the next label."""
    return value.rstrip(_PARTING if behind else _ENDING).rstrip(EMPTY)


def _without_year(text: str) -> tuple[str, str]:
    """2023年度　填报单位：某局: the fields of a line, and the year before them."""
    match = _YEAR_FIRST.match(text)
    return (text[match.end() :], match[0].strip()) if match else (text, "")


def _parted_year(text: str, what: str) -> tuple[str, str]:
    """某局　　2023年度: the value of a field, and the year that stands behind it.

    A date there is left out. The name of a project may end in a year of its own.
    """
    match = _DATED.fullmatch(text) if "年" in text and what != "year" else None
    if match is None or (what == "project" and len(match["gap"]) == 1):
        return text, ""
    return match["value"], match["year"] or ""


def begins_with_label(text: str) -> bool:
    """Say whether a text begins with a label of the head and a colon.

    >>> begins_with_label("填报人：甲　联系电话：1"), begins_with_label("指标：甲")
    (True, False)
    """
    return next(_spans(text), None) is not None


def blank_behind(text: str, what: str) -> tuple[int, int] | None:
    """填写处: from where to where a text is blank behind the label of a field.

    None where the label is missing, or something is printed there already.

    >>> blank_behind("项目名称：____　主管部门：", "project")
    (5, 9)
    >>> blank_behind("项目名称____", "project"), blank_behind("项目名称：甲", "project")
    ((4, 8), None)
    """
    if text.rstrip(" 　").endswith(_OPEN) and role("head", text) == what:
        return len(text.rstrip(EMPTY)), len(text)
    for each, _, start, end in _spans(text):
        blank = _BLANK.fullmatch(text, start, end)
        if each == what and blank:
            return blank.span("blank")
    return None


def _spans(text: str) -> Iterator[tuple[str | None, str, int, int]]:
    """Go through the labels before colons: field, label, and where the value stands."""
    if ":" not in text and "：" not in text:
        return
    found = list(_labels_in(text))
    if not found or text[: found[0][0]].strip(" 　\n"):
        return
    ends = [*(start for start, _, _ in found[1:]), len(text)]
    for (start, end, behind), stop in zip(found, ends, strict=True):
        label = text[start:end]
        yield role("head", label), label, behind, stop
