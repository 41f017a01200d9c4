"""目录的一行写进清单, 再读出来; 一张表的一页."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import asdict, evolve

from app.report.contents import ContentsLine
from app.report.folder import INDEX, TITLE, UNIT, fit
from app.report.report import Report
from app.views.verdicts import Verdict
from auditing.finding import Tally
from batch.outcomes import Audited
from indicators.exact import Fraction
from scoring.policy import Policy

PAGES = "pages"
_EXACT = ("share", "reach", "over")


@cache
def _report() -> Report:
    return Report({})


def page_of(each: Audited, id_: str) -> tuple[ContentsLine, str, bytes]:
    """一张表在目录里的一行, 它那一页的名字与内容; `id_` tells it from all others."""
    report = _report()
    report.forget()
    report.names = {each.path: str(each.path)}
    made = report.add(each)
    if made is None:
        message = "a table that was just forgotten is new"
        raise AssertionError(message)
    back = f"../{INDEX}#c-{id_}"
    page = report.taken_out(made, each.result, back, None)
    words = (fit(made.unit, UNIT), fit(made.title, TITLE), id_)
    return evolve(made, id=id_), f"{'-'.join(filter(None, words))}.html", page


def written(line: ContentsLine) -> dict[str, Any]:
    """写成 JSON 的值: exact numbers as their text."""
    plain = asdict(line)
    numbers = {name: _text(plain[name]) for name in _EXACT}
    worst, at_stake, count = line.weight
    return {**plain, **numbers, "weight": [worst, str(at_stake), count]}


def read(plain: dict[str, Any]) -> ContentsLine:
    """读出来: equal to what was written."""
    worst, at_stake, count = plain["weight"]
    return ContentsLine(
        **{
            **plain,
            **{name: _number(plain[name]) for name in _EXACT},
            "verdict": Verdict(**plain["verdict"]),
            "counts": tuple(plain["counts"]),
            "weight": (worst, _fraction(at_stake), count),
            "codes": Counter(plain["codes"]),
        }
    )


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else _fraction(text)


def _fraction(text: str) -> Fraction:
    """Read 2/3, or a whole number."""
    return Fraction(*map(int, text.split("/")))


def index(
    lines: list[ContentsLine],
    pages: dict[str, str],
    copies: dict[str, list[str]],
    unread: list[str],
    checks: Iterable[tuple[Policy, Mapping[str, Tally]]],
) -> bytes:
    """目录一页, 由写进清单的各行."""
    report = Report({})
    report.lines, report.unread = lines, unread
    report.names = {Path(name): name for name in chain(copies, *copies.values())}
    report.copies.found = {
        Path(first): list(map(Path, others)) for first, others in copies.items()
    }
    for policy, tallies in checks:
        report.appendix.take(policy, tallies)
    return report.index(pages)
