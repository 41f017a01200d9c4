"""审核结果的几种说法: 逐张写出、每张一行、JSON. 审完一张写出一张."""

from __future__ import annotations

import sys
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from app.commands.inputs import tell_problems
from app.commands.options import json_text
from app.terminal.console import Table, show
from app.terminal.streams import say
from app.views.verdicts import span
from auditing import dump
from auditing.finding import SEVERITY_WORDS, points
from batch.outcomes import Audited, Outcome, Unread, Weight

if TYPE_CHECKING:
    from app.commands.audit import View

UNREAD_SCHEMA = "ziping.unread/1"


class Taker(Protocol):
    """接下审核的结局, 一张一张地; 最后收尾."""

    def take(self, outcome: Outcome) -> None:
        """Take in what became of one table, or of one file."""

    def end(self) -> None:
        """Finish: nothing more will come."""


@define
class Told:
    """逐张写出: 发现、合计、核对次数."""

    codes: tuple[str, ...]
    reproduce: bool
    checks: bool
    begun: bool = False

    def take(self, outcome: Outcome) -> None:
        """Write a table at once."""
        from app.views.audit_text import checked, reproduced, told

        if isinstance(outcome, Unread):
            tell_problems(outcome.problems)
            return
        if self.begun:
            say("")
        self.begun = True
        show(told(outcome, self.codes))
        if self.checks:
            show(checked(outcome.result, self.codes))
        if self.reproduce:
            show(reproduced(outcome.result))
        sys.stdout.flush()

    def end(self) -> None:
        """Nothing is left to write."""


@define
class Brief:
    """每张一行, 重的在先; 只记住这一行."""

    rows: list[tuple[Weight, tuple[str, ...]]] = field(factory=list)

    def take(self, outcome: Outcome) -> None:
        """Keep one line of a table."""
        if isinstance(outcome, Unread):
            tell_problems(outcome.problems)
            return
        total = outcome.result.panel.total
        stated = "" if total.stated is None else points(total.stated)
        counts = (str(count or "") for count in outcome.counts)
        row = (*counts, stated, span(total), outcome.verdict.word, outcome.label)
        self.rows.append((outcome.weight, row))

    def end(self) -> None:
        """Write the lines, worst first; of equal ones the earlier first."""
        words = (f">{word}" for word in SEVERITY_WORDS.values())
        names = (*words, ">填报", ">重算", "结论", "文件")
        self.rows.sort(key=itemgetter(0), reverse=True)
        if self.rows:
            show((Table(names, tuple(row for _, row in self.rows), whole=True),))


@define
class Json:
    """JSON: 一个文件一张表是一个对象, 别的情形是一个列表, 一项一项地写出."""

    alone: bool
    codes: tuple[str, ...]
    first: str | None = None
    count: int = 0

    def take(self, outcome: Outcome) -> None:
        """Write an item at once; the first of a single file waits for a second."""
        if isinstance(outcome, Unread):
            tell_problems(outcome.problems)
            text = json_text(unread_document(outcome))
        else:
            text = json_text(document(outcome, self.codes))
        self.count += 1
        if self.alone and self.count == 1:
            self.first = text
            return
        if self.first is not None:
            say(f"[\n{self.first}")
            self.first = None
        say(f"{'[' if self.count == 1 else ','}\n{text}")
        sys.stdout.flush()

    def end(self) -> None:
        """Close the list, or write the only object."""
        if self.first is not None:
            say(self.first)
        elif self.count:
            say("]")
        else:
            say("[]")


def face(
    view: View, codes: tuple[str, ...], *, as_json: bool, alone: bool
) -> Told | Brief | Json:
    """选一种说法."""
    if as_json:
        return Json(alone, codes)
    return Brief() if view.brief else Told(codes, view.reproduce, view.checks)


def document(each: Audited, codes: tuple[str, ...]) -> dict[str, object]:
    """一张表的 ziping.audit/1; a file of several tables names the sheet."""
    source = {"path": str(each.path), "sha256": each.sha256}
    if each.sheet:
        source["sheet"] = each.sheet
    made = dump(each.result, source)
    if codes:
        findings = made["findings"]
        made["findings"] = [f for f in findings if f["code"].startswith(codes)]
    return made


def unread_document(each: Unread) -> dict[str, object]:
    """没有审成的一项: its schema tells it apart from a result."""
    source = {"path": str(each.path), "sha256": None}
    if each.sheet:
        source["sheet"] = each.sheet
    problems = [
        {
            "where": str(p.where),
            "message": p.message,
            "value": p.value,
            "remedy": p.remedy,
        }
        for p in each.problems
    ]
    return {"schema": UNREAD_SCHEMA, "source": source, "problems": problems}
