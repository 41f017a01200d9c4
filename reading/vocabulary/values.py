"""单元格的值: 分数、组名里的分值、等级."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from indicators.notation.loose_point import without_loose_point
from indicators.notation.note_marks import parted
from indicators.quantity import MARKS
from reading.text import single
from reading.vocabulary.headings import index, key, words

_NARROW: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, " \t\r\n\v　\xa0¥￥")),
    **dict.fromkeys(map(ord, "﹣−"), "-"),
}
_POINTS = re.compile(r"(-?\d+(?:\.\d+)?)(?:分|\(分\))?", re.ASCII)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%", re.ASCII)
_FULL_WIDTH: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BEFORE = "(?:共|权重|分值|满分|总分|占比?|计)?"
_SHARE = re.compile(rf"{_BEFORE}:?(\d+(?:\.\d+)?)(?:分|%|\(分\))?", re.ASCII)
_ENDING = re.compile(
    rf"(?P<name>.*?)(?P<seam>[\s　/:—–-]*)[(\[]?{_BEFORE}:?\s*"
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<mark>分|%)?\s*[)\]]?",
    re.DOTALL | re.ASCII,
)
_POINTED = re.compile(
    r"(?:共|计|占|满分|标准分|分值|权重)*:?(\d+(?:\.\d+)?)(?:分|\(分\))"
    r"|(?:满分|标准分|分值)(?:为|占)?:?(\d+(?:\.\d+)?)",
    re.ASCII,
)
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．]")
_EXPLAINED = re.compile(r"[(,，。;；]")
_AROUND = " \t\n\r　；;。，,：:"
_LEFT = re.compile(r"\d\s*(分(?!钟)|%)")
_FULL_MARKS = 100
_LONGEST_GROUP = 60
_STRETCHED = re.compile(r"\S(?:[ 　]+\S)+")
_BRACKETED = re.compile(
    r"(.*?)[(（【〔\[]([^()（）【】〔〕\[\]]*)[)）】〕\]]", re.DOTALL
)
_LONGEST = 30
_TICKS = frozenset("☑√✓✔■●☒")


@lru_cache(maxsize=1024)
def points(text: str) -> tuple[Decimal | None, bool]:
    """读分数: the number as printed, and whether the text was understood.

    >>> points("99.55分"), points("—"), points(" 0.90 "), points("暂缺")
    ((Decimal('99.55'), True), (None, True), (Decimal('0.90'), True), (None, False))
    """
    short = key_of_number(text)
    if short in MARKS:
        return None, True
    match = _POINTS.fullmatch(short)
    if match is None or len(short) > _LONGEST:
        return None, False
    return Decimal(match[1]), True


def key_of_number(text: str) -> str:
    r"""A number without blanks, full-width forms, ￥ and thousands commas.

    >>> key_of_number("１,２５０分"), key_of_number("10\n10"), key_of_number("1,300.")
    ('1250分', '10;10', '1300')
    """
    short = (single(text) if "\n" in text else text).translate(_NARROW)
    short = without_loose_point(short)
    if "," in short and re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?分?", short):
        short = short.replace(",", "")
    return short


def percent(text: str) -> Decimal | None:
    """A weight that is printed as a percentage: 10% is 10 of 100."""
    match = _PERCENT.fullmatch(key_of_number(text))
    return Decimal(match[1]) if match else None


@lru_cache(maxsize=2048)
def scored(text: str) -> tuple[Decimal | None, str | None]:
    """读分数, 百分数也算: the number, and what is doubtful about it.

    >>> scored("10%"), scored("9.9分"), scored("暂缺")
    ((Decimal('10'), '是百分数，按百分制的分数读取'), (Decimal('9.9'), None), (None, '不是数，未读取'))
    """
    value, understood = points(text)
    if understood:
        return value, None
    value = percent(text)
    if value is not None:
        return value, "是百分数，按百分制的分数读取"
    short, mark = parted(key_of_number(text))
    value = points(short)[0] if mark else None
    if value is not None:
        return value, f"后的“{mark}”是注释标记，没有计入"
    return None, "不是数，未读取"


@lru_cache(maxsize=1024)
def grouped(text: str) -> tuple[str, Decimal | None]:
    r"""分开组名和它的分值.

    >>> grouped("产出指标（ 50分）"), grouped("满意度指标(10)"), grouped("产出指标50分")
    (('产出指标', Decimal('50')), ('满意度指标', Decimal('10')), ('产出指标', Decimal('50')))
    >>> grouped("产出指标\n50"), grouped("产出指标（满分50分）"), grouped("效益指标/30")
    (('产出指标', Decimal('50')), ('产出指标', Decimal('50')), ('效益指标', Decimal('30')))
    >>> grouped("效益指标（公众）"), grouped("数量指标1")
    (('效益指标（公众）', None), ('数量指标1', None))
    >>> grouped("产 出 指 标"), grouped("满 意 度 指 标（10分）")
    (('产出指标', None), ('满意度指标', Decimal('10')))
    """
    text = text.strip()
    if len(text) > _LONGEST_GROUP:
        return _unspaced(text), None
    match = _BRACKETED.fullmatch(text)
    if match:
        found = _SHARE.fullmatch(key_of_number(match[2]))
        if found:
            return _unspaced(match[1]), Decimal(found[1])
        return _unspaced(text), None
    match = _ENDING.fullmatch(text.translate(_FULL_WIDTH))
    if match and _is_share(match):
        return _unspaced(text[: match.end("name")]), Decimal(match["number"])
    return _unspaced(text), None


def _unspaced(text: str) -> str:
    """产 出 指 标: a group that forms print, without the blanks that stretch it.

    One blank among other letters (经济效益 指标) stays as it is printed.
    """
    name = single(text)
    if not _STRETCHED.fullmatch(name):
        return name
    short = key(name)
    return short if short in index("levels") else name


@lru_cache(maxsize=1024)
def pointed(text: str) -> tuple[str, Decimal | None]:
    r"""分开指标名称和它的分值: only points in brackets that say they are points.

    >>> pointed("验收合格率（10分）"), pointed("修路【分值：4】")
    (('验收合格率', Decimal('10')), ('修路', Decimal('4')))
    >>> pointed("合格率（95%）"), pointed("时长（45分钟）"), pointed("（10分）")
    (('合格率（95%）', None), ('时长（45分钟）', None), ('（10分）', None))
    """
    match = _BRACKETED.fullmatch(text.strip(_AROUND)) if "分" in text else None
    found = match and _POINTED.fullmatch(key_of_number(match[2]))
    if match and found and match[1].strip():
        return single(match[1]), Decimal(found[1] or found[2])
    return text, None


def _is_share(match: re.Match[str]) -> bool:
    """Say whether the number behind a name is its weight, and no part of it."""
    name, seam = match["name"], match["seam"]
    if not name or name[-1].isascii():
        return False
    if match["mark"] == "分":
        return True
    known = name.endswith("指标") or key(name) in index("levels")
    if "\n" in seam:
        return Decimal(match["number"]) <= _FULL_MARKS
    apart = bool(seam) or bool(match["mark"]) or len(match["number"]) > 1
    return known and apart and Decimal(match["number"]) <= _FULL_MARKS


@lru_cache(maxsize=1024)
def is_share_left(name: str) -> bool:
    """Say whether a name of a group still holds points: 效益指标（每项10分）.

    >>> is_share_left("效益指标（每项10分）"), is_share_left("效益指标")
    (True, False)
    """
    return _LEFT.search(name.translate(_FULL_WIDTH)) is not None


def grade(text: str) -> str | None:
    """等级: 优良中差 and their longer names, as printed; of several the ticked one.

    >>> grade("优秀"), grade("☑优 □良 □中 □差"), grade("优□ 良√ 中□"), grade("□优 □良")
    ('优秀', '优', '良', None)
    >>> grade("自评等级：优"), grade("评价等级：□优 ☑良")
    ('优', '良')
    """
    short = _graded().sub("", key(text)).strip("()“”\"'")
    return short if short in words()["total"]["grades"] else _ticked(short)


def grade_said(line: str) -> str | None:
    """五、自评等级：优（≥90分为优，…）: the grade of a line, before what explains it.

    >>> grade_said("五、自评等级：优（≥90分为优，80—90分为良）"), grade_said("评价结论：良好。")
    ('优', '良好')
    >>> grade_said("自评等级：优□良□中□差□"), grade_said("自评等级分为优、良、中、差")
    (None, None)
    """
    short = _ORDINAL.sub("", key(line))
    if not is_graded(short):
        return None
    said = _EXPLAINED.split(_graded().sub("", short), maxsplit=1)[0]
    return grade(said)


def is_graded(text: str) -> bool:
    """Say whether a text begins with the label of a grade: 自评等级：优."""
    return _graded().match(key(text)) is not None


@cache
def _graded() -> re.Pattern[str]:
    labels = sorted(map(key, words()["total"]["grade"]), key=len, reverse=True)
    return re.compile(f"^(?:{'|'.join(map(re.escape, labels))})(?:为|是|[:(])")


def _ticked(short: str) -> str | None:
    """☑优□良□中□差, 优(√)良()中()差(): the one that is ticked."""
    if len(short) > _LONGEST or _TICKS.isdisjoint(short):
        return None
    ticks = f"[{''.join(_TICKS)}]"
    grades = "|".join(sorted(words()["total"]["grades"], key=len, reverse=True))
    before = re.search(rf"^({ticks}|□|○|☐)", short) is not None
    wanted = rf"{ticks}({grades})" if before else rf"({grades})\(?{ticks}"
    found = re.findall(wanted, short)
    return found[0] if len(found) == 1 else None


ERRORS = frozenset(
    [
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#N/A",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
    ]
)
"""错误值: what a spreadsheet shows where a formula fails."""


def is_error(text: str) -> bool:
    """Say whether a cell shows an error value of a spreadsheet, or a number too wide.

    >>> is_error("#DIV/0!"), is_error("######"), is_error("#1 锅炉")
    (True, True, False)
    """
    if "#" not in text:
        return False
    short = text.strip()
    return short in ERRORS or short.strip("#") == ""


def is_mark(text: str) -> bool:
    """Say whether a cell holds nothing but a mark of absence."""
    return text.strip() in MARKS
