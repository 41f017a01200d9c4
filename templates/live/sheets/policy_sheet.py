"""第三张表“说明”: 怎样用, 按哪种评分办法, 每个取值的出处, 什么没有查证."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.reasons import Sentence
from scoring.policy_words import parts
from scoring.result import EXECUTION, Result
from templates.live.sheets.form_sheet import LiveForm
from templates.writing.contents import Content
from templates.writing.page import Box, Page, Style, spread

WIDTHS = (20, 52, 56, 46)
_USE = (
    "淡黄色的格由人填；其余的格由公式算出，受保护，没有密码（审阅 → 撤销工作表保护）。",
    "实际完成值照平常的写法填：95%、5次、2021-12-31。公式认不得的写法不计分，“检查”表会指出是哪一行、为什么。",
    "空着的、认不得的、要由人评定的行不计为 0 分，也不给满分：得分空着，总分写“暂计”。",
    "定性指标先选完成情况，再在允许的档内填得分（“检查”表列出最低与最高得分）。",
    "添一行：在组内插入行，撤销保护后把上一行整行复制下来再改；小计与总分自动算进去。",
    "填好之后看“检查”表：它逐行说出还缺什么。本工作簿没有宏。",
)
_HEADINGS = ("项目", "取值", "出处", "未查证的原因")


def policy_sheet(live: LiveForm, notes: Sequence[tuple[str, str]] = ()) -> Page:
    """排出说明. `notes` are (栏目, 文字) that the form has no cell for."""
    boxes = [Box(0, 0, 1, len(WIDTHS), Content("说明"), "title")]
    row = 1
    for label, text in (*_preamble(live.result), *notes, *_assumed(live)):
        boxes.append(Box(row, 0, 1, 1, Content(label), "label"))
        boxes.append(Box(row, 1, 1, len(WIDTHS) - 1, Content(text), "text"))
        row += 1
    for count, line in enumerate((_HEADINGS, *_values(live.result))):
        style: Style = "text" if count else "label"
        for column, text in enumerate(line):
            shown: Style = style if column else "label"
            boxes.append(Box(row + count, column, 1, 1, Content(text), shown))
    return spread(boxes, WIDTHS, None)


def _preamble(result: Result) -> Iterator[tuple[str, str]]:
    policy = result.policy
    yield "怎样用", "\n".join(_USE)
    yield "评分办法", f"{policy.id}　{policy.title}"
    yield "出处", policy.source
    if policy.reason:
        yield "未查证", policy.reason
    for row in result.all_rows:
        if row.concession:
            yield "让步", f"{row.name}：{row.concession}"


def _assumed(live: LiveForm) -> Iterator[tuple[str, str]]:
    """What was taken for granted, and in which rows of the form."""
    places: dict[Sentence, list[int]] = {}
    for each, row in zip(live.rows, live.result.rows, strict=True):
        for sentence in row.assumptions:
            places.setdefault(sentence, []).append(each.at)
    execution = live.result.execution
    for sentence in execution.assumptions if execution else ():
        yield "所作的假设", f"{sentence}（{EXECUTION}）"
    for said, rows in places.items():
        yield "所作的假设", f"{said}（自评表第 {_runs(rows)} 行）"


def _runs(numbers: Sequence[int]) -> str:
    """Write numbers that follow one another as one.

    >>> _runs([13, 14, 15, 18])
    '13～15、18'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}～{run[-1]}" if run[1:] else f"{run[0]}" for run in runs)


def _values(result: Result) -> Iterator[tuple[str, ...]]:
    """Every value of the policy, with where it comes from and what is unverified."""
    for title, value, part in parts(result.policy):
        yield title, value, part.source, part.reason or ""
