"""整批表合起来才看得出的: 完全相同的文件, 哪些单位报来了, 看整批表的核对."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from attrs import define, field, frozen

from auditing.checks.over_many import ExecutionPoints, SetCheck
from auditing.registry import SET_CHECKS
from batch.accepted import missing
from batch.outcomes import Audited
from batch.results.records import execution
from indicators.exact import Fraction


@frozen
class SetTable:
    """整批里的一张表, as far as the set is judged by it."""

    file: str
    sha256: str
    units: tuple[str, ...]
    execution: ExecutionPoints | None

    @classmethod
    def of(cls, each: Audited) -> SetTable:
        """A table that was just audited."""
        table = each.result.result.evaluation
        record = execution(each.result.result.execution)
        names = (table.unit, table.department)
        points = _points(record["execution_stated"], record["execution_due"])
        return cls(str(each.path), each.sha256, _said(names), points)

    @classmethod
    def recorded(cls, record: Mapping[str, Any]) -> SetTable:
        """A table of which the record was kept."""
        names = (record["unit"], record["department"])
        points = _points(record["execution_stated"], record["execution_due"])
        return cls(record["file"], record["sha256"], _said(names), points)


def _said(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, names))


@lru_cache(maxsize=1 << 12)
def _points(stated: str | None, due: str | None) -> ExecutionPoints | None:
    """The points as numbers; the same recur in table after table."""
    if stated is None or due is None:
        return None
    whole = (
        Fraction(*map(int, due.split("/"))) if "/" in due else Fraction(Decimal(due))
    )
    return Decimal(stated), whole


@define
class TableSet:
    """收下各张表. `copies` are the other files of the same content, by the first.

    `first` is the first file of a content, by its digest.
    """

    first: dict[bytes, str] = field(factory=dict)
    copies: dict[str, list[str]] = field(factory=dict)
    units: set[str] = field(factory=set)
    executions: list[ExecutionPoints] = field(factory=list)

    def take(self, table: SetTable) -> str | None:
        """Take in a table; gives the first file of the same content, if it is another."""
        self.units.update(table.units)
        first = self.first.setdefault(bytes.fromhex(table.sha256), table.file)
        if first != table.file:
            known = self.copies.setdefault(first, [])
            known += [table.file] if table.file not in known else []
            return first
        if table.execution is not None:
            self.executions.append(table.execution)
        return None

    def findings(self) -> Iterator[tuple[SetCheck, int]]:
        """What is found of all the tables together, and in how many of them."""
        for check in SET_CHECKS.values():
            if count := check.function(self.executions):
                yield check, count

    def missing(self, roster: Iterable[str]) -> tuple[str, ...]:
        """Units of a roster of which no table came."""
        return missing(roster, self.units)
