"""审核结果的几种写法: 逐张写出、每张一行、JSON. 只给出内容块, 由终端去写.

A presentation takes one outcome after the other and gives what is to be written at once;
`end` gives what had to wait. What could not be audited goes to stderr instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Protocol

from attrs import define, field

from app.text.blocks import Block, JsonDocument, TextTable, Verbatim
from app.views.audit_text import audit_blocks, check_blocks, reproduction_blocks
from app.views.row_points import points_or_blank
from app.views.verdicts import span, verdict_of
from auditing import dump
from auditing.finding import SEVERITY_WORDS
from batch.outcomes import Audited, Outcome, Unread, Weight

UNREAD_SCHEMA = "ziping.unread/1"


class Presentation(Protocol):
    """一种写法.

    What is shown of an outcome depends on nothing else, and can be made in another
    process; how it stands among the others is known where all of them come together.
    """

    def shown(self, outcome: Outcome) -> Any:
        """Make what is shown of one table, or of one file."""

    def take(self, shown: Any) -> Iterator[Block]:
        """Give what is written of it at once."""

    def end(self) -> Iterator[Block]:
        """Give what is left to write when nothing more will come."""


@define
class OneAfterAnother:
    """逐张写出, 一张写完就交出, 张与张之间空一行."""

    begun: bool = field(default=False, init=False, kw_only=True)

    def take(self, shown: tuple[Block, ...]) -> Iterator[Block]:
        """Give the blocks of a table, apart from the one before by an empty line."""
        if shown and self.begun:
            yield ""
        self.begun |= bool(shown)
        yield from shown

    def end(self) -> Iterator[Block]:
        """Give nothing: all is written."""
        return iter(())


@define
class InFull(OneAfterAnother):
    """逐张写出: 发现、合计, 以及所要的核对次数与复算."""

    codes: tuple[str, ...]
    reproduce: bool
    checks: bool

    def shown(self, outcome: Outcome) -> tuple[Block, ...]:
        """All blocks of a table."""
        return () if isinstance(outcome, Unread) else tuple(self._blocks(outcome))

    def _blocks(self, each: Audited) -> Iterator[Block]:
        yield from audit_blocks(each, self.codes)
        if self.checks:
            yield from check_blocks(each.result, self.codes)
        if self.reproduce:
            yield from reproduction_blocks(each.result)


WeighedRow = tuple[Weight, tuple[str, ...]]


@define
class OneLineEach:
    """每张一行, 重的在先; 只记住这一行."""

    rows: list[WeighedRow] = field(factory=list)

    def shown(self, outcome: Outcome) -> WeighedRow | None:
        """The line of a table, and what it weighs."""
        if isinstance(outcome, Unread):
            return None
        total = outcome.result.panel.total
        stated, due = points_or_blank(total.stated), span(total)
        counts = (str(count or "") for count in outcome.counts)
        word = verdict_of(outcome).word
        return outcome.weight, (*counts, stated, due, word, outcome.label)

    def take(self, shown: WeighedRow | None) -> Iterator[Block]:
        """Keep the line; nothing is written yet."""
        if shown is not None:
            self.rows.append(shown)
        return iter(())

    def end(self) -> Iterator[Block]:
        """Give the lines, worst first; of equal ones the earlier first."""
        words = (f">{word}" for word in SEVERITY_WORDS.values())
        names = (*words, ">填报", ">重算", "结论", "文件")
        self.rows.sort(key=itemgetter(0), reverse=True)
        if self.rows:
            yield TextTable(names, tuple(row for _, row in self.rows), whole=True)


@define
class AsJson:
    """JSON: 一个文件一张表是一个对象, 别的情形是一个列表, 一项一项地写出.

    `written` gives the document of an outcome.
    """

    alone: bool
    written: Callable[[Outcome], Mapping[str, Any]]
    first: JsonDocument | None = None
    count: int = 0

    def shown(self, outcome: Outcome) -> JsonDocument:
        """The document of a table."""
        return JsonDocument(self.written(outcome))

    def take(self, shown: JsonDocument) -> Iterator[Block]:
        """Give an item at once; the first of a single file waits for a second."""
        self.count += 1
        if self.alone and self.count == 1:
            self.first = shown
            return
        if self.first is not None:
            yield from (Verbatim("["), self.first)
            self.first = None
        yield from (Verbatim("[" if self.count == 1 else ","), shown)

    def end(self) -> Iterator[Block]:
        """Close the list, or give the only object."""
        if self.first is not None:
            yield self.first
        else:
            yield Verbatim("]" if self.count else "[]")


def outcome_document(outcome: Outcome, codes: tuple[str, ...]) -> dict[str, Any]:
    """写成 JSON 结构; with `codes` only the findings of those checks."""
    if isinstance(outcome, Unread):
        return unread_document(outcome)
    return document(outcome, codes)


def document(each: Audited, codes: tuple[str, ...]) -> dict[str, Any]:
    """一张表的 ziping.audit/1; a file of several tables names the sheet."""
    made = dump(each.result, source_of(each))
    if each.compared:
        made["compared_with"] = list(each.compared)
    if each.findings != each.result.findings:
        pairs = zip(each.result.findings, made["findings"], strict=True)
        made["findings"] = [told for found, told in pairs if found in each.findings]
    if codes:
        findings = made["findings"]
        made["findings"] = [f for f in findings if f["code"].startswith(codes)]
    return made


def source_of(each: Audited) -> dict[str, str]:
    """读的是什么: the file, its sha256; of several tables the sheet."""
    source = {"path": str(each.path), "sha256": each.sha256}
    return source | ({"sheet": each.sheet} if each.sheet else {})


def unread_document(each: Unread) -> dict[str, Any]:
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
