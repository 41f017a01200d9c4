"""定性的一行, 以及没有公式可用的一行.

A person types the points of a described row; the text of the actual says within which
band. The bands' texts stand in the formulas, so that no other sheet is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from attrs import frozen

from indicators.exact import Fraction
from indicators.quantity import Absent, Bound, Quantity
from indicators.read_row import ReadRow
from indicators.target import Deadline
from scoring.engine import score_read
from scoring.formula import Constant, weighted
from scoring.policy import Policy
from scoring.policy_parts import Band
from scoring.readings.excel import GUARD, rounded_in_excel, to_excel
from scoring.result import JUDGED, NOT_APPLICABLE, UNVERIFIABLE, RowResult
from scoring.rounding import Rounding
from templates.live import sentences
from templates.live.cell_text import joined, literal, quoted
from templates.live.guards import is_blank, quote, says_nothing, seems_blank
from templates.live.judged_points import gives_zero, plain, typed_status, zero_said
from templates.live.shapes import CellFormula, LiveRow, RowShape, TypedCell
from templates.live.typed_cells import number_cell

TYPING = "General"


@frozen
class Allowed:
    """一档里允许的得分: 最低、最高, 与键入的得分合不合的条件, 都是公式."""

    low: str
    most: str
    fits: str


def described_shape(row: ReadRow, policy: Policy, cells: LiveRow) -> RowShape:
    """写出定性的一行: the actual is chosen, the points are typed within its band."""
    result = score_read(row, policy, None, concessions=False)
    low: Decimal | str = ""
    most: Decimal | str = ""
    if result.outcome == JUDGED and result.low is not None and result.most is not None:
        low, most = result.low, result.most
    return RowShape(
        "qualitative",
        TypedCell(None, row.indicator.target or "", TYPING),
        _actual(row),
        None,
        CellFormula(f"={_status(policy, cells)}", _said(row, result)),
        typed_points=True,
        band=(
            CellFormula(_behind_text(policy, cells, lambda band: band.low), low),
            CellFormula(_behind_text(policy, cells, lambda band: band.most), most),
        ),
        choices=tuple(text for band in policy.bands.bands for text in band.texts[:1]),
    )


def _actual(row: ReadRow) -> TypedCell:
    """Keep a number a number: beside a text it answers nothing, and the status says so."""
    text, value = row.actual.text, row.actual.value
    amount = value.quantity if isinstance(value, Bound) else value
    if not isinstance(amount, Quantity):
        return TypedCell(None, text, TYPING)
    shift = -2 if amount.unit == "%" else 0
    return number_cell(text, amount.value.scaleb(shift), TYPING)


def _allowed(band: Band | None, policy: Policy, cells: LiveRow) -> Allowed:
    """The points of a band; its upper end belongs to the band above, but for the first."""
    weight, rounding = cells.weight, policy.round("row")

    def points(share: Fraction) -> str:
        return to_excel(weighted(Constant(share)), {"weight": weight}, rounding)

    low = "0" if band is None else points(band.low)
    if band is None or band is policy.bands.bands[0]:
        return Allowed(low, weight, f"{cells.points}<={weight}")
    end, kept = f"{weight}*{literal(band.high)}", rounding.places
    above = rounded_in_excel(end, Rounding(kept, "up"))
    most = f"MAX({low},ROUND({above}-{literal(Decimal(1).scaleb(-kept))},{kept}))"
    return Allowed(low, most, f"OR({cells.points}<={low},{cells.points}<{end}-{GUARD})")


def _by_band(
    policy: Policy, cells: LiveRow, write: Callable[[Allowed, bool], str]
) -> str:
    """Write a choice among the bands by the text of the actual, as the engine chooses.

    The text of the target itself counts as the first band; any other text leaves the
    whole range (`write` is told so).
    """
    bands, actual = policy.bands.bands, f"TRIM({cells.actual})"
    same = f"EXACT({actual},TRIM({cells.target}))"
    free = write(_allowed(None, policy, cells), True)  # noqa: FBT003 - told to `write`
    first = write(_allowed(bands[0], policy, cells), False)  # noqa: FBT003
    text = f"IF({same},{first},{free})"
    for band in reversed(bands):
        tests = ",".join(f"{actual}={quoted(known)}" for known in band.texts)
        chosen = write(_allowed(band, policy, cells), False)  # noqa: FBT003
        text = f"IF(OR({tests}),{chosen},{text})"
    return text


def _behind_text(policy: Policy, cells: LiveRow, pick: Callable[[Allowed], str]) -> str:
    """Write one end of the band, "" until a text and a weight stand there."""
    chosen = _by_band(policy, cells, lambda band, _: pick(band))
    ready = f"AND(ISTEXT({cells.actual}),ISNUMBER({cells.weight}))"
    return f'=IF({ready},IF({says_nothing(cells.actual)},"",{chosen}),"")'


def _status(policy: Policy, cells: LiveRow) -> str:
    """Write why the row has no points yet, or why those typed do not fit."""
    actual, weight = cells.actual, cells.weight
    chosen = _judged(policy, cells)
    blank = (
        f"IF({is_blank(actual)},{quoted(sentences.ACTUAL_BLANK)},"
        f"{joined(sentences.ACTUAL_MARK, quote(actual))})"
    )
    usual = (
        f"IF(ISERROR({actual}),{quoted(sentences.ACTUAL_ERROR)},"
        f"IF(ISNUMBER({actual}),{quoted(sentences.TEXT_AGAINST_NUMBER)},"
        f"IF({says_nothing(actual)},{blank},"
        f'IF(ISNUMBER({weight}),{chosen},""))))'
    )
    said = quoted(sentences.ZERO_GIVEN)
    return f"IF({gives_zero(actual, cells.points)},{said},{usual})"


def _judged(policy: Policy, cells: LiveRow) -> str:
    """Write what is to be said of the points beside a text of some band or of none."""
    unusual = joined(sentences.UNUSUAL_TEXT, quote(cells.actual))
    if cells.band is not None:
        low, most = cells.band
        asked = joined(sentences.TO_JUDGE, low, most)
        fine = f'IF({_is_usual(policy, cells)},"",{unusual})'
        fits = f"{cells.points}<={most}"
        return typed_status(cells.points, fits, cells.band, asked, fine)

    def checked(band: Allowed, free: bool) -> str:  # noqa: FBT001
        asked = joined(sentences.TO_JUDGE, band.low, band.most)
        fine = unusual if free else '""'
        return typed_status(cells.points, band.fits, (band.low, band.most), asked, fine)

    return _by_band(policy, cells, checked)


def _is_usual(policy: Policy, cells: LiveRow) -> str:
    """Ask whether the text is one of a band, or that of the target."""
    texts = "|".join(text for band in policy.bands.bands for text in band.texts)
    known = f'FIND("|"&TRIM({cells.actual})&"|",{quoted(f"|{texts}|")})'
    return f"OR(ISNUMBER({known}),EXACT(TRIM({cells.actual}),TRIM({cells.target})))"


def _said(row: ReadRow, result: RowResult) -> str:
    """Say the same of the row as it is now."""
    text = row.actual.text
    if zero_said(row):
        return sentences.ZERO_GIVEN
    if seems_blank(text):
        return sentences.ACTUAL_BLANK
    if isinstance(row.actual.value, Absent):
        return sentences.ACTUAL_MARK.format(text[: sentences.LONGEST_QUOTE])
    if result.outcome == UNVERIFIABLE:
        return sentences.TEXT_AGAINST_NUMBER
    if result.low is None or result.most is None:
        return ""
    span = plain(result.low), plain(result.most)
    if result.stated is None:
        return sentences.TO_JUDGE.format(*span)
    if result.points is None:
        return sentences.NOT_ALLOWED.format(plain(result.stated), *span)
    free = result.band is None
    return sentences.UNUSUAL_TEXT.format(text[:20]) if free else ""


def open_shape(row: ReadRow, policy: Policy, cells: LiveRow) -> RowShape:
    """写出没有公式的一行: no target, a mark in its place, a date without any year."""
    target, kept = row.indicator.target or "", row.actual.text
    outcome = score_read(row, policy, None, concessions=False).outcome
    if not policy.scored:
        status = CellFormula('=""', "")
    elif outcome == NOT_APPLICABLE:
        status = _not_applied(cells, kept)
    else:
        status = _without_formula(row, target, cells)
    return RowShape(
        "open",
        TypedCell(None, target, TYPING),
        TypedCell(None, kept, TYPING),
        CellFormula('=""', "") if policy.scored else None,
        status,
    )


def _without_formula(row: ReadRow, target: str, cells: LiveRow) -> CellFormula:
    """Say why no formula stands here; a target that is filled in later is known by none."""
    said = sentences.TARGET_UNKNOWN.format(target[: sentences.LONGEST_QUOTE])
    if isinstance(row.target, Deadline):
        said = sentences.NO_YEAR.format(target[: sentences.LONGEST_QUOTE])
    elif seems_blank(target):
        said, later = sentences.TARGET_BLANK, quoted(sentences.TARGET_LATER)
        blank = f"IF(ISERROR({cells.target}),FALSE,{is_blank(cells.target)})"
        return CellFormula(f"=IF({blank},{quoted(said)},{later})", said)
    return CellFormula(f"={quoted(said)}", said)


def _not_applied(cells: LiveRow, kept: str) -> CellFormula:
    """Say of a row that does not apply that what is typed there later is not used."""
    actual, said = cells.actual, quoted(sentences.NOT_APPLIED)
    same = f"OR({is_blank(actual)},EXACT(TRIM({actual}),{quoted(kept.strip())}))"
    return CellFormula(f'=IF(ISERROR({actual}),{said},IF({same},"",{said}))', "")
