"""一张表的发现, 各在哪一格, 审核人怎样说."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from app.web.sheet.worked import Worked
from app.web.store.decisions import Decision, FindingKey
from app.web.store.remarks import Remark
from auditing.finding import SEVERITY_WORDS
from batch.results.records import finding_record
from indicators.place import Place, Places

Record = Mapping[str, Any]
ACCEPTED, REJECTED, ASKED = "accepted", "rejected", "asked"
VERDICTS: Final = {ACCEPTED: "属实", REJECTED: "不采纳", ASKED: "请单位说明"}
"""What an auditor says of a finding: it stands, it does not, the unit is asked."""
REMARK: Final = "批注"
FILED: Final = "filed"
"""Where a finding is in the file, whatever rows were added: by this it is known again."""


@frozen
class ShownFinding:
    """摆出的一处发现: `cell` 为它所在的格, `decided` 为审核人说的."""

    number: int
    record: Record
    word: str
    cell: str | None
    decided: Decision | None

    @property
    def said(self) -> str:
        """审核人怎样说, 一词."""
        return VERDICTS[self.decided.verdict] if self.decided else ""


def shown(
    made: Worked | None,
    records: Sequence[Record],
    said: Mapping[FindingKey, Decision],
) -> Iterator[ShownFinding]:
    """摆出各处发现, 由记录."""
    for number, record in enumerate(records, 1):
        key = made.key_of(_place(record)) if made else None
        word = SEVERITY_WORDS[record["severity"]]
        yield ShownFinding(number, record, word, key, said.get(key_of(record)))


def records_of(made: Worked, file: str) -> list[Record]:
    """刚审的一张表的各处发现, as the records of a batch tell them."""
    each = made.audited(file, "")
    return [
        {**finding_record(each, 1, f, accepted=False), FILED: _filed(made, f.place)}
        for f in each.findings
    ]


def _filed(made: Worked, where: Place | Places | None) -> str:
    """Where a finding is in the file: the same when rows are added above it."""
    every = where.places if isinstance(where, Places) else (where,) if where else ()
    if made.found.file is None:
        return str(where or "")
    return "、".join(map(made.found.filed, every))


def key_of(record: Record) -> FindingKey:
    """一处发现由什么认得: the check, the row, the place."""
    place = record.get(FILED, record["place"])
    return record["code"], record["name"] or "", place or ""


def by_cell(findings: Sequence[ShownFinding]) -> dict[str, list[ShownFinding]]:
    """格 → 在那里的发现."""
    found: dict[str, list[ShownFinding]] = {}
    for each in findings:
        if each.cell is not None:
            found.setdefault(each.cell, []).append(each)
    return found


@frozen
class SaidBeside:
    """格旁的一句: 是什么 (属实、请单位说明、批注), 说什么, 谁说的."""

    word: str
    text: str
    who: str


def beside_cells(
    findings: Iterable[ShownFinding], remarks: Mapping[str, Remark]
) -> dict[str, list[SaidBeside]]:
    """格 → 审核人在那里说的: of a finding that stands or is asked about, and freely."""
    found: dict[str, list[SaidBeside]] = {}
    for each in findings:
        decided, cell = each.decided, each.cell
        if decided and cell is not None and decided.verdict in {ACCEPTED, ASKED}:
            told = decided.remark or each.record["message"]
            said = SaidBeside(each.said, told, decided.who or "")
            found.setdefault(cell, []).append(said)
    for cell, remark in remarks.items():
        said = SaidBeside(REMARK, remark.text, remark.who)
        found.setdefault(cell, []).append(said)
    return found


def _place(record: Record) -> Place | None:
    kind = record.get("place_kind")
    if kind not in {"sheet", "table"}:
        return None
    names = ("sheet", "page", "table", "row", "column")
    return Place(kind, *(record[f"place_{name}"] for name in names))
