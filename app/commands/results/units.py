"""每个单位一个文件夹: 审核报告、复核情况单、批注过的副本, 都由留下的记录与各页得出."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from app.commands.results.collected import BatchResults, ResultTable
from app.commands.results.copies import AnnotatedCopies
from app.commands.results.task import tallies
from app.commands.saving import save
from app.report import kept_lines, review
from app.report.checks import Appendix
from app.report.folder import fit
from auditing.finding import SEVERITIES, SEVERITY_WORDS
from indicators.quantity import plain
from scoring import load_policy
from templates.writing.cover_sheet import (
    SHOWN,
    Cover,
    CoverPoint,
    CoverTable,
    write_cover,
)

UNITS: Final = "units"
REPORT, COVER, ANNOTATED = "审核报告.html", "复核情况单.xlsx", "批注"
NAMELESS: Final = "没有写单位"
LONGEST: Final = 40
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{n}{d}" for n in ("COM", "LPT") for d in range(10)),
}
"""Names that Windows keeps for itself."""


@frozen
class UnitFolder:
    """一个单位: its name, its folder, and its tables, the worst first."""

    unit: str
    folder: str
    tables: tuple[ResultTable, ...]


def unit_folders(tables: Iterable[ResultTable]) -> list[UnitFolder]:
    """分到各个单位. Units that share a name are told apart by their departments."""
    of_name: dict[str, list[ResultTable]] = defaultdict(list)
    for table in tables:
        of_name[plain(_name(table))].append(table)
    named = [pair for _, own in sorted(of_name.items()) for pair in _apart(own)]
    taken: Counter[str] = Counter()
    made = []
    for unit, own in named:
        ordered = sorted(own, key=lambda each: each.line.weight, reverse=True)
        made.append(UnitFolder(unit, _free(_safe(unit), taken), tuple(ordered)))
    return made


def _apart(own: Sequence[ResultTable]) -> Iterator[tuple[str, list[ResultTable]]]:
    """One unit; several, where the tables of one name are of several departments."""
    name = _name(own[0])
    of: dict[str, list[ResultTable]] = defaultdict(list)
    for table in own:
        of[plain(_over(table))].append(table)
    if len(set(of) - {""}) <= 1:
        yield name, list(own)
        return
    for _, tables in sorted(of.items()):
        yield f"{name}（{_over(tables[0]) or '没有写主管部门'}）", tables


def _name(table: ResultTable) -> str:
    """The unit of a table, as it is printed."""
    return table.record["unit"] or table.record["department"] or NAMELESS


def _over(table: ResultTable) -> str:
    """The department over the unit of a table; "" where it names none beside it."""
    return (table.record["unit"] and table.record["department"]) or ""


def _safe(name: str) -> str:
    """A name that any system takes for a file."""
    kept = fit(name, LONGEST) or NAMELESS
    return f"{kept}_" if kept.upper() in _DEVICES else kept


def _free(name: str, taken: Counter[str], suffix: str = "") -> str:
    """A name that is not taken yet: of a second one, with its number."""
    key = f"{name}{suffix}".casefold()
    taken[key] += 1
    if taken[key] == 1:
        return f"{name}{suffix}"
    return _free(f"{name}-{taken[key]}", taken, suffix)


@frozen
class UnitWriting:
    """写出一个单位的文件夹."""

    results: BatchResults

    def __call__(self, unit: UnitFolder) -> None:
        """Write its files, each whole, and remove what else is there."""
        folder = self.results.folder / UNITS / unit.folder
        journal, files = self.results.journal, {t.used.key: t.used for t in unit.tables}
        records = {key: journal.record(used) for key, used in files.items()}
        found = {key: journal.findings(used) for key, used in files.items()}
        copies = self._annotated(unit, folder)
        cover = write_cover(_cover(unit, found, copies))
        save(folder / COVER, cover, force=True)
        save(folder / REPORT, self._report(unit, records), force=True)
        keep_only(folder, {COVER, REPORT, ANNOTATED} if copies else {COVER, REPORT})
        if copies:
            keep_only(folder / ANNOTATED, set(copies.values()))

    def _annotated(self, unit: UnitFolder, folder: Path) -> dict[str, str]:
        """Give each annotated workbook a name of its own: by key, without folder."""
        taken: Counter[str] = Counter()
        names = {}
        copies = AnnotatedCopies(self.results.folder)
        files = {table.used: table.copy for table in unit.tables}
        for used in sorted(files, key=lambda used: used.path):
            kept = copies.place(files[used], used.path)
            if not kept.exists():
                continue
            name = _free(f"{_safe(Path(used.path).stem)}-批注", taken, kept.suffix)
            save(folder / ANNOTATED / name, kept.read_bytes(), force=True)
            names[used.key] = name
        return names

    def _report(self, unit: UnitFolder, records: Mapping[str, Any]) -> bytes:
        """The report of all its tables, of copies the first alone."""
        appendix, own = Appendix(), [t for t in unit.tables if not t.is_copy]
        for table in own or unit.tables:
            number = table.record["number"] - 1
            checks = records[table.used.key]["checks"][number]
            appendix.take(load_policy(table.record["policy"]), tallies(checks))
        pages = [
            (table.line, (self.results.folder / table.record["page"]).read_bytes())
            for table in own or unit.tables
        ]
        known = self.results.whole.copies
        copies = {
            line.file: known[line.file] for line, _ in pages if line.file in known
        }
        return kept_lines.together(pages, copies, appendix)


def keep_only(folder: Path, names: set[str]) -> None:
    """Remove what else lies in a folder."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _cover(
    unit: UnitFolder, found: Mapping[str, Any], copies: Mapping[str, str]
) -> Cover:
    points = list(_to_look_at(unit, found))
    points.sort(key=lambda pair: SEVERITIES.index(pair[1]["severity"]))
    whole = sum(sum(table.line.counts) for table in unit.tables if not table.is_copy)
    shown = tuple(_point(table, finding) for table, finding in points[:SHOWN])
    tables = tuple(_table(table, copies.get(table.used.key)) for table in unit.tables)
    return Cover(unit.unit, _summary(unit), tables, shown, whole - len(shown))


def _to_look_at(
    unit: UnitFolder, found: Mapping[str, Any]
) -> Iterator[tuple[ResultTable, Mapping[str, Any]]]:
    """Errors and inconsistencies that nobody accepted, each once."""
    for table in unit.tables:
        for finding in found[table.used.key]:
            own = finding["number"] == table.record["number"] and not table.is_copy
            grave = finding["severity"] in SEVERITIES[:2]
            if own and grave and not finding["accepted"]:
                yield table, finding


def _summary(unit: UnitFolder) -> str:
    words = Counter(table.record["conclusion"] for table in unit.tables)
    said = "，".join(f"{count} 张{word}" for word, count in words.items())
    sums = map(sum, zip(*(t.line.counts for t in unit.tables), strict=True))
    counts = "、".join(
        f"{word} {count} 处"
        for word, count in zip(SEVERITY_WORDS.values(), sums, strict=True)
    )
    return f"{len(unit.tables)} 张表：{said}；发现：{counts}。"


def _table(table: ResultTable, copy: str | None) -> CoverTable:
    record = table.record
    remarks = (
        f"{ANNOTATED}/{copy}" if copy else record["file"],
        f"{record['unread']} 处没有读懂" if record["unread"] else "",
        f"与 {record['copy_of']} 相同" if table.is_copy else "",
    )
    return CoverTable(
        table.line.title,
        record["year"],
        review.number_of(record["total_stated"]),
        table.line.due,
        record["conclusion"],
        table.line.counts,
        "；".join(filter(None, remarks)),
    )


def _point(table: ResultTable, finding: Mapping[str, Any]) -> CoverPoint:
    return CoverPoint(
        f"{table.line.title}：{finding['name']}",
        finding["code"],
        finding["place"] or "",
        finding["stated"] or "",
        finding["expected"] or "",
        f"{finding['message']}。办法：{finding['remedy']}",
    )
