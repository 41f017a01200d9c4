"""试算的样子: 换了什么, 哪些行因此变了, 总分与等级."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.audit_text import told_of
from app.views.indicator_table import number, span
from app.views.policybook import unverified
from app.views.row_points import signed
from app.views.scorecard import policy_line
from auditing.results.contract import finding_document
from batch.inputs import hashed
from batch.scored_trial import Moved, ScoredTrial
from batch.trial import Retyped
from indicators.exact import Fraction
from scoring import dump
from scoring.choice import choose_to_score
from scoring.result import MISSING, OUTCOME_WORDS, Result, RowResult, Totals

SCHEMA = "ziping.what-if/1"
MARK = "试算，不写入任何文件"
EMPTY = "（空）"
COLUMNS = ("指标", "试设", ">分值", ">原得分", ">试算得分", ">变化", "依据")


def trial_blocks(tried: ScoredTrial, file: Path) -> Iterator[Block]:
    """试算的结果, 由上到下: what it is, the rows, the total."""
    evaluation = tried.trial.before
    yield f"【{MARK}】{flat(str(file))}"
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield flat(f"{evaluation.project or '未命名项目'}{year}")
    yield policy_line(tried.before, tried.choice)
    yield from unverified(tried.after.policy)
    yield from _other_policy(tried)
    yield ""
    moved = tried.moved
    rows = (*map(_row, moved), _total(tried))
    yield TextTable(COLUMNS, rows, frozenset({len(moved)}))
    yield ""
    yield from told_of(tried.findings)
    yield from _closing(tried)


def _other_policy(tried: ScoredTrial) -> Iterator[str]:
    """With the new value the form may ask for another policy: that is said."""
    other = choose_to_score(tried.trial.after).policy
    if other != choose_to_score(tried.trial.before).policy:
        yield f"注意：换了值的表，不指定评分办法时会用 {other}；这里仍用原来的"


def _row(moved: Moved) -> tuple[str, ...]:
    before, after = moved.before, moved.after
    return (
        after.name,
        "；".join(_change(change) for change in moved.changes),
        _step(number(before.weight), number(after.weight)),
        _worth(before),
        _worth(after),
        _difference(before, after),
        "；".join(filter(None, (after.explanation.substitution, after.concession))),
    )


def _change(change: Retyped) -> str:
    """实际完成值 90% → 96%."""
    texts = (change.before, change.after)
    old, new = (EMPTY if text is None else flat(text) for text in texts)
    return f"{change.spot.label} {old} → {new}"


def _step(old: str, new: str) -> str:
    return new if old == new else f"{old or '—'}→{new or '—'}"


def _worth(row: RowResult) -> str:
    """The points of a row; of an open one its range, of one without any the reason."""
    if not row.scored:
        return OUTCOME_WORDS[row.outcome]
    return number(row.points) or span(row) or "—"


def _difference(before: RowResult | Totals, after: RowResult | Totals) -> str:
    """The difference of points; of ranges that of both ends."""
    old, new = _ends(before), _ends(after)
    if old is None or new is None:
        return ""
    pairs = zip(new, old, strict=True)
    return _both(signed(Fraction(end) - Fraction(was)) for end, was in pairs)


def _both(ends: Iterable[str]) -> str:
    """A range; a single number where both ends are the same."""
    return "～".join(dict.fromkeys(ends))


def _ends(row: RowResult | Totals) -> tuple[Decimal, Decimal] | None:
    if row.points is not None:
        return row.points, row.points
    return None if row.low is None or row.high is None else (row.low, row.high)


def _total(tried: ScoredTrial) -> tuple[str, ...]:
    before, after = tried.before.totals, tried.after.totals
    weights = _step(number(before.weight), number(after.weight))
    texts = (_graded(before), _graded(after))
    return ("总分", "", weights, *texts, _difference(before, after), "")


def _graded(totals: Totals) -> str:
    """总分与等级; a range where rows are open."""
    ends = _ends(totals)
    if ends is None:
        return "无从计算"
    grade = f"（{totals.grade}）" if totals.grade else ""
    return f"{_both(map(number, ends))}{grade}"


def _closing(tried: ScoredTrial) -> Iterator[str]:
    """What keeps the total of the trial open."""
    for word, count in _left(tried.after):
        if count:
            yield f"试算之后，{word.format(count)}"
    before, after = tried.before.totals, tried.after.totals
    if before.grade != after.grade and before.grade and after.grade:
        yield f"等级由{before.grade}变为{after.grade}"
    elif not any(_moves(moved) for moved in tried.moved):
        yield "得分没有变化"


def _moves(moved: Moved) -> bool:
    return _worth(moved.before) != _worth(moved.after)


def _left(result: Result) -> tuple[tuple[str, int], ...]:
    missing = sum(row.outcome == MISSING for row in result.all_rows)
    return (
        ("仍有 {} 行没有填，按 0 分计", missing),
        ("仍有 {} 行没有定分", len(result.pending)),
    )


def trial_document(tried: ScoredTrial, file: Path) -> dict[str, Any]:
    """写成 ziping.what-if/1 的 JSON 结构: numbers are strings, empty is null."""
    before, after = dump(tried.before), dump(tried.after)
    numbers = {id(row): n for n, row in enumerate(tried.after.all_rows)}
    moved = [numbers[id(each.after)] for each in tried.moved]
    return {
        "schema": SCHEMA,
        "trial": True,
        "source": {"path": str(file), "sha256": hashed(file)},
        "policy": after["policy"],
        "policy_reason": tried.choice.reason,
        "concessions": after["concessions"],
        "unverified": after["unverified"],
        "changes": [_change_document(change) for change in tried.trial.changes],
        "rows": [
            {"row": n, "before": before["rows"][n], "after": after["rows"][n]}
            for n in moved
        ],
        "totals": {"before": before["totals"], "after": after["totals"]},
        "findings": [finding_document(finding) for finding in tried.findings],
    }


def _change_document(change: Retyped) -> dict[str, Any]:
    spot = change.spot
    return {
        "name": spot.name,
        "value": spot.what,
        "label": spot.label,
        "place": None if spot.place is None else str(spot.place),
        "before": change.before,
        "after": change.after,
    }
