"""表头栏的字样: 项目名称：甲　主管部门：乙, 一格里写着几栏; 什么样的字像标签."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reading.vocabulary.headings import bare, index, key, pattern, rank, role

EMPTY = " 　\t\r\n_＿"
"""What a blank to write on is printed with."""
_OPEN = (":", "：", "_", "＿")
_STAMP = "[(（][^()（）]{0,6}[章字][)）]"
_BLANK = re.compile(rf"(?P<blank>[ 　]*[_＿]+|[ 　]*?)\s*(?:{_STAMP})?\s*")
FIELDS = ("project", "department", "unit", "year")
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
def _labels() -> re.Pattern[str]:
    """All labels of head fields, each before a colon."""
    labels = sorted(index("head"), key=len, reverse=True)
    # One blank may stand between its letters, and (盖章) behind it.
    spread = "|".join("[ 　]?".join(map(_letter, label)) for label in labels)
    stamp = "(?:[ 　]*[(（][^()（）]{1,12}[)）])?"
    return re.compile(rf"(?<![^\s:：;；,，。_＿])({spread}){stamp}[ 　]*[:：]")


def _letter(glyph: str) -> str:
    return {"(": "[(（]", ")": "[)）]"}.get(glyph, re.escape(glyph))


def fields_in(text: str) -> Iterator[tuple[str, str, str]]:
    """项目名称：甲　主管部门：乙 in one text: (field, label, value) for each.

    >>> list(fields_in("项目名称：甲　主管部门：乙"))
    [('project', '项目名称', '甲'), ('department', '主管部门', '乙')]
    """
    for what, label, start, end in _spans(text):
        if what in FIELDS:
            blank = _BLANK.fullmatch(text, start, end)
            yield what, label, "" if blank else text[start:end].strip(EMPTY)


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
    found = list(_labels().finditer(text))
    if not found or text[: found[0].start()].strip(" 　\n"):
        return
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        yield role("head", match[1]), match[1], match.end(), end
