"""试算的得分: 换值之前与之后, 逐行对照."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from auditing.beside_score import beside_score
from auditing.finding import Finding
from batch.trial import Retyped, Trial
from indicators.errors import InputError, Problem
from indicators.setting.naming import OPTION
from scoring import score
from scoring.choice import Choice
from scoring.policy import Policy
from scoring.result import JUDGED, Result, RowResult


@frozen
class Moved:
    """一行换值前后的结果; `changes` 为这一行换了的值."""

    before: RowResult
    after: RowResult
    changes: tuple[Retyped, ...]


@frozen
class ScoredTrial:
    """试算的结果. `findings` are what is wrong with the sums only now."""

    trial: Trial
    choice: Choice
    before: Result
    after: Result
    findings: tuple[Finding, ...]

    @property
    def moved(self) -> tuple[Moved, ...]:
        """换了值的各行, and those whose result is another one, 预算执行率 in front."""
        return tuple(self._moved())

    def _moved(self) -> Iterator[Moved]:
        first = self.after.first_row
        pairs = zip(self.before.all_rows, self.after.all_rows, strict=True)
        for number, (before, after) in enumerate(pairs):
            changes = tuple(
                change
                for change in self.trial.changes
                if change.spot.row == number - first
                or (change.spot.kind == "funds" and number < first)
            )
            if changes or _worth(before) != _worth(after):
                yield Moved(before, after, changes)


def _worth(row: RowResult) -> tuple[object, ...]:
    return row.outcome, row.weight, row.low, row.high, row.points


def scored(trial: Trial, policy: Policy, choice: Choice) -> ScoredTrial:
    """按同一种办法给换值前后的表计分, as `ziping score` scores them.

    Raises `InputError` where points were set that a rule decides.
    """
    before, told = beside_score(score(trial.before, policy))
    after, findings = beside_score(score(trial.after, policy))
    if (before.execution is None) != (after.execution is None):
        message = "换了这个值，执行率计分与否就不同了，无从逐行对照"
        raise InputError.of(
            OPTION, message, remedy="请在文件的副本里改，再用 score 计分"
        )
    if problems := list(_not_given(trial, after)):
        raise InputError(problems)
    known = {(each.code, each.name, each.message) for each in told}
    new = (f for f in findings if (f.code, f.name, f.message) not in known)
    return ScoredTrial(trial, choice, before, after, tuple(new))


def _not_given(trial: Trial, after: Result) -> Iterator[Problem]:
    """得分只在由人评定的行里由人给; elsewhere the rule, or nobody, decides."""
    for change in trial.changes:
        spot = change.spot
        if spot.what != "stated" or spot.row is None or change.after is None:
            continue
        row = after.rows[spot.row]
        if row.outcome == JUDGED and row.low != row.high:
            continue
        why = row.explanation.substitution
        yield Problem(
            f"{OPTION} {spot.title}",
            f"这一行的得分不由人评定，填几分都一样：{why}",
            change.after,
            "请试设实际完成值、指标值或分值",
        )
