"""一行文字说了什么: 项目的一栏、一组指标、一个标题, 还是别的话.

A line may hold several of them: 产出指标：数量指标：…；质量指标：….
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from indicators.place import Place
from indicators.records import record
from reading.prose.marks import Mark, marked
from reading.prose.values import is_value
from reading.vocabulary.headings import key
from reading.vocabulary.plan_words import field_of, level_of
from reading.vocabulary.values import grouped

_BEFORE_LABEL: Final = "。；;，,：:、 \t　】〕》”"
_LEADS: Final = (
    "(?:如下|包括|主要包括|包含|分别为|主要有|具体为|具体如下|设置如下|设为|为|是|有)+$"
)
_SAID: Final = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,8}?(?:指标|方面))"
    r"(?:方面)?(?:主要)?(?:包括|包含|分别为|设置为|为|有|[，,](?=完成|确保|实现))(?P<rest>.{2,})"
)
_INSIDE: Final = re.compile(
    r"(?<=[，。；,;：:])([\u4e00-\u9fff]{2,9}?指标)"
    r"(?:方面[，,：:]?(?:分别为|为|是|包括)?|分别为|为|是|包括)"
)
_CLOSED: Final = re.compile(
    r"[【〔\[](?P<label>[^】〕\]]{2,16})[】〕\]]\s*(?P<rest>.*)"
)
_LEVELS_SAID: Final = re.compile(
    r"^[^\u4e00-\u9fff]{0,4}[一二]级(?:绩效)?指标(?:名称)?\s*[：:]\s*"
)
_ROW_SAID: Final = re.compile(
    r"^[^\u4e00-\u9fff]{0,4}(?:三级(?:绩效)?指标|指标)(?:名称|内容)?\s*[：:]\s*"
)
_PAIR: Final = re.compile("[-—–－/·>→]+")
_LONGEST_LABEL: Final = 24
_SHORTEST_INSIDE: Final = 4


@record
class Line:
    """一行文字与它的位置."""

    text: str
    place: Place | None

    @property
    def page(self) -> int | None:
        """The page on which it stands, in a PDF."""
        return self.place.page if self.place else None


@record
class Said:
    """一句: `kind` 是 field、group、heading 或 text; `label` 是栏名或组名.

    `mark` 是句前的序号, `weight` 是组名后的分值, `width` 是原来那一行的长短.
    """

    kind: str
    label: str
    rest: str
    place: Place | None = None
    mark: Mark | None = None
    weight: Decimal | None = None
    width: int = 0

    @property
    def mark_kind(self) -> str:
        """How its mark is written; '' without one."""
        return self.mark.kind if self.mark else ""


def statements(lines: Iterable[Line]) -> Iterator[Said]:
    """逐行分出各句; blank lines say nothing.

    >>> [s.label for s in statements([Line("产出指标：数量指标：甲；乙。质量指标：丙", None)])]
    ['产出指标', '数量指标', '质量指标']
    """
    for line in lines:
        if line.text.strip():
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Said]:
    """Cut a line at its labels; what stands before the first is a statement too."""
    text = _ROW_SAID.sub("•", _LEVELS_SAID.sub("", line.text.strip()))
    text = _INSIDE.sub(_with_colon, text)
    cuts = list(_cuts(text))
    first = cuts[0][0] if cuts else len(text)
    if text[:first].strip():
        yield _plain(text[:first], line)
    ends = [*(start for start, _, _ in cuts), len(text)][1:]
    for (_, behind, said), end in zip(cuts, ends, strict=False):
        rest = text[behind:end].strip()
        kind, label, weight, mark = said
        yield Said(kind, label, rest, line.place, mark, weight, len(text))


def _with_colon(found: re.Match[str]) -> str:
    """质量指标为…, 质量指标方面，… inside a sentence: the label gets its colon."""
    return f"{found[1]}：" if level_of(found[1]) else found[0]


Label = tuple[str, str, Decimal | None, Mark | None]
Cut = tuple[int, int, Label]
"""Where a label begins, where what it introduces begins, and what it is."""


def _cuts(text: str) -> Iterator[Cut]:
    """Find the labels of a line: before a colon, in brackets, or the line itself.

    >>> [label[1] for _, _, label in _cuts("3）年度预算安排：361万；实施周期：2023年全年")]
    ['budget', 'period']
    """
    begin = 0
    colons = [i for i, sign in enumerate(text) if sign in "：:"]
    for colon in colons:
        start = _label_start(text, begin, colon)
        label = _label(text[start:colon], inside=start > 0)
        if label and not _is_item(label, text[colon + 1 :]):
            yield start, colon + 1, label
            begin = colon + 1
    if not begin and (said := _without_colon(text)):
        yield said


def _label_start(text: str, begin: int, colon: int) -> int:
    """Where the label before a colon begins: behind the last sign that parts.

    The sign of a mark (1、项目概述：) is none of them.
    """
    begin = max(begin, colon - 2 * _LONGEST_LABEL)
    parts = (text.rfind(sign, begin, colon) + 1 for sign in _BEFORE_LABEL)
    last = max(begin, *parts)
    before = max(begin, *(text.rfind(sign, begin, colon) + 1 for sign in "。；;，,：:"))
    return before if _label(text[before:colon], inside=before > 0) else last


def _label(text: str, *, inside: bool) -> Label | None:
    """Say what a label is; inside a line only what can be nothing else is one.

    >>> _label("（2）质量指标（20分）", inside=True)[:3]
    ('group', '质量指标', Decimal('20'))
    >>> _label("概述", inside=True), _label("概述", inside=False)[1]
    (None, 'overview')
    """
    mark, name = marked(text.strip())
    name = re.sub(_LEADS, "", name.strip("【】〔〕[]《》“”\"' 　"))
    if not 0 < len(name) <= _LONGEST_LABEL:
        return None
    name, weight = grouped(name)
    if level_of(_PAIR.split(name)[-1]):
        return "group", name, weight, mark
    field = field_of(name)
    if field and (not inside or len(key(name)) >= _SHORTEST_INSIDE):
        return "field", field, None, mark
    return None


def _is_item(label: Label, rest: str) -> bool:
    """服务对象满意度：≥95% is an indicator with its value, and no group."""
    kind, name, *_ = label
    value = re.split("[；;。，,]", rest, maxsplit=1)[0]
    return kind == "group" and not name.endswith("指标") and is_value(value)


def _without_colon(text: str) -> Cut | None:
    """A label that is the whole line, stands in brackets, or goes on with 包括.

    >>> _without_colon("【数量指标】公益演出场次")[2][1]
    '数量指标'
    >>> _without_colon("质量指标包括合格率")[2][1], _without_colon("指标情况")
    ('质量指标', None)
    """
    label = _label(text, inside=False)
    if label:
        return 0, len(text), label
    mark, body = marked(text)
    for form in (_CLOSED, _SAID):
        match = form.fullmatch(body)
        found = _label(match["label"], inside=False) if match else None
        if match and found and found[0] == "group":
            start = len(text) - len(match["rest"])
            return 0, start, (*found[:3], mark)
    return None


def _plain(text: str, line: Line) -> Said:
    """A heading has a mark; anything else is text."""
    mark, body = marked(text)
    kind = "heading" if mark else "text"
    return Said(kind, "", body, line.place, mark, None, len(line.text))
