"""结论: 一张表的审核结果说成一句话."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from app.views.row_points import number_or_range
from auditing import AuditResult, Finding
from auditing.facts.totals import recomputed
from auditing.finding import SEVERITY_WORDS, direction, points
from auditing.results.panel import PanelLine
from auditing.sorts import Sort
from batch.outcomes import Audited
from indicators.exact import Fraction
from scoring.totals import CONDITIONAL, CONSISTENT, INCONSISTENT

VERDICTS = {
    CONSISTENT: "一致",
    INCONSISTENT: "不一致",
    CONDITIONAL: "认可评定则一致",
    None: "—",
}

_OPEN = "，总分无从重算"
PARTLY_READ = "有值没有读懂"
"""What stands where the total can be right, but only part of it was read."""
UNFILLED = "未填完"
TONES = {INCONSISTENT: "bad", None: "open"}
"""The tones that a verdict has whatever was found."""
NO_RESULTS = "这是{}，没有全年的完成情况与得分，不是填好的自评表。"


def word_of(line: PanelLine) -> str:
    """写出一行合计的结论; a difference that rounding explains is named.

    >>> from fractions import Fraction
    >>> word_of(PanelLine("数量指标", (), None, None, Fraction(9), None, None, CONSISTENT, True))
    '一致，只差舍入'
    """
    rounding = line.by_rounding and line.verdict == CONSISTENT
    return VERDICTS[line.verdict] + ("，只差舍入" if rounding else "")


@frozen
class Verdict:
    """结论. `word` 为一词, `tone` 为 good / open / bad, `counts` 为发现的处数."""

    word: str
    tone: str
    sentence: str
    counts: str


def verdict(result: AuditResult, findings: Sequence[Finding]) -> Verdict:
    """说出结论. An unfilled table is called so, whatever its figures add up to."""
    sort = result.sort
    if sort is not Sort.SELF_EVALUATION:
        counts = _counts(result, findings) if findings else "没有完成情况可审"
        return Verdict(sort.value, "open", NO_RESULTS.format(sort.value), counts)
    total = result.panel.total
    if result.unfilled:
        sentence = f"{_missing(result)}。{_sentence(result, total)}。"
        return Verdict(UNFILLED, "bad", sentence, _counts(result, findings))
    loud = any(finding.severity != "info" for finding in findings)
    partly = result.facts.evaluation.unread
    tone = TONES.get(total.verdict, "open" if loud or partly else "good")
    word, sentence = _word(result, total), f"{_sentence(result, total)}。"
    return Verdict(word, tone, sentence, _counts(result, findings))


def _word(result: AuditResult, total: PanelLine) -> str:
    """Say in a word what is known of the total."""
    if total.verdict is None:
        return "总分无从重算" if total.stated is not None else _untold(result)
    if total.verdict == CONDITIONAL and result.facts.evaluation.unread:
        return PARTLY_READ
    return VERDICTS[total.verdict]


def _missing(result: AuditResult) -> str:
    """Name what is not filled, in the order of the checks."""
    messages = {finding.code: finding.message for finding in result.unfilled}
    return f"没有填完：{'；'.join(messages[code] for code in sorted(messages))}"


def verdict_of(each: Audited) -> Verdict:
    """说出一张审过的表的结论."""
    return verdict(each.result, each.findings)


def _sentence(result: AuditResult, total: PanelLine) -> str:
    if total.stated is None:
        return f"本表{_untold(result)}{_recomputed(total)}"
    stated = f"填报总分 {points(total.stated)}"
    agrees = "相符" if result.unfilled else "一致"
    match total.verdict:
        case "consistent":
            return f"{stated}，与表内各行的数据{agrees}"
        case "consistent_only_if":
            count = len(result.panel.conditions)
            granted = f"认可 {count} 行的评定或理解" if count else "按另一种理解"
            if unread := result.facts.evaluation.unread:
                granted = f"{unread} 处没有读懂，须先看原表；其余的{granted}"
            return f"{stated}，{granted}则{agrees}{_recomputed(total)}"
        case "inconsistent":
            return f"{stated}，与表内各行的数据不一致{_recomputed(total)}{_gap(total)}"
    why = recomputed(result.facts)
    told = why if isinstance(why, str) else "有的行没有分值或评分办法不计分"
    return f"{stated}；{told.removesuffix(_OPEN)}{_OPEN}"


def _untold(result: AuditResult) -> str:
    """Why there is no total: the form has none, it is blank, or was not understood."""
    if not result.result.policy.scored:
        return "不计分"
    unread = result.facts.evaluation.total.unknown("stated")
    return "总分没有读懂" if unread else "没有印总分"


def _recomputed(total: PanelLine) -> str:
    due = span(total)
    return f"；按本办法重算为 {due}" if due else ""


def span(line: PanelLine) -> str:
    """写出重算区间: one number, a range, or nothing where it is not known."""
    if line.low is None or line.high is None:
        return ""
    return number_or_range(line.low, line.high)


def _gap(total: PanelLine) -> str:
    """How far the stated total lies outside of the recomputed interval."""
    stated, low, high = total.stated, total.low, total.high
    if stated is None or low is None or high is None:
        return ""
    nearest = min(max(stated, Fraction(low)), Fraction(high))
    if nearest != stated:
        return f"，填报{direction(stated, nearest)}"
    if total.sum_of_stated is not None and total.sum_of_stated != stated:
        summed = total.sum_of_stated
        return f"，各行之和为 {points(summed)}，填报{direction(stated, summed)}"
    return ""


def _counts(result: AuditResult, findings: Sequence[Finding]) -> str:
    """Count findings by severity, and what was not understood."""
    unread = result.facts.evaluation.unread
    also = f"；{unread} 处没有读懂" if unread else ""
    return f"{_found(findings)}{also}"


def _found(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现"
    counts = Counter(finding.severity for finding in findings)
    words = (
        f"{word} {counts[severity]} 处"
        for severity, word in SEVERITY_WORDS.items()
        if counts[severity]
    )
    return f"发现 {len(findings)} 处：{'，'.join(words)}"
