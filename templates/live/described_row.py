"""定性的一行, 以及没有公式可用的一行.

A person types the points of a described row; the text of the actual says within which
band. The bands' texts stand in the formulas, so that no other sheet is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import evolve

from indicators.exact import Fraction
from indicators.quantity import Absent, Bound, Quantity
from indicators.read_row import ReadRow
from indicators.records import record
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
from templates.live.guards import in_own_row, is_blank, quote, says_nothing, seems_blank
from templates.live.judged_points import gives_zero, plain, typed_status, zero_said
from templates.live.placing import ANY, placed
from templates.live.shapes import CellFormula, LiveRow, RowShape, TypedCell
from templates.live.typed_cells import number_cell

TYPING = "General"
ENDS = "。；;，,"
"""Marks behind a text that do not make it another (as `scoring.ruling.band_of`)."""


@record
class Allowed:
    """一档里允许的得分: 最低、最高, 与键入的得分合不合的条件, 都是公式."""

    low: str
    most: str
    fits: str


def described_shape(
    row: ReadRow, policy: Policy, cells: LiveRow, scored: RowResult | None = None
) -> RowShape:
    """写出定性的一行: the actual is chosen, the points are typed within its band."""
    result = scored
    if result is None or result.concession:
        result = score_read(row, policy, None, concessions=False)
    low: Decimal | str = ""
    most: Decimal | str = ""
    if result.outcome == JUDGED and result.low is not None and result.most is not None:
        low, most = result.low, result.most
    status, lowest, highest = _texts(policy, cells.band)
    return RowShape(
        "qualitative",
        TypedCell(None, row.indicator.target or "", TYPING),
        _actual(row),
        None,
        CellFormula(placed(status, cells), _said(row, result, cells)),
        typed_points=True,
        band=(
            CellFormula(placed(lowest, cells), low),
            CellFormula(placed(highest, cells), most),
        ),
        choices=tuple(text for band in policy.bands.bands for text in band.texts[:1]),
    )


@lru_cache(maxsize=32)
def _texts(policy: Policy, band: tuple[str, str] | None) -> tuple[str, str, str]:
    """Write the status and both ends of the band, for any row."""
    return (
        f"={in_own_row(_status(policy, evolve(ANY, band=band)), ANY, points=True)}",
        _behind_text(policy, ANY, lambda each: each.low),
        _behind_text(policy, ANY, lambda each: each.most),
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
    bands = policy.bands.bands
    free = write(_allowed(None, policy, cells), True)  # noqa: FBT003 - told to `write`
    first = write(_allowed(bands[0], policy, cells), False)  # noqa: FBT003
    text = f"IF({_is_target(cells)},{first},{free})"
    for band in reversed(bands):
        chosen = write(_allowed(band, policy, cells), False)  # noqa: FBT003
        text = f"IF({_is_among(band.texts, cells)},{chosen},{text})"
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
    known = [text for band in policy.bands.bands for text in band.texts]
    return f"OR({_is_among(known, cells)},{_is_target(cells)})"


def _is_target(cells: LiveRow) -> str:
    return f"EXACT(TRIM({cells.actual}),TRIM({cells.target}))"


def _is_among(texts: Sequence[str], cells: LiveRow) -> str:
    """Ask whether the text is one of these; a mark at its end does not matter."""
    listed, actual = quoted(f"|{'|'.join(texts)}|"), f"TRIM({cells.actual})"
    marked = f"ISNUMBER(FIND(RIGHT({actual},1),{quoted(ENDS)}))"
    bare = f"IF({marked},LEFT({actual},LEN({actual})-1),{actual})"
    return f'ISNUMBER(FIND("|"&SUBSTITUTE({bare},"|","/")&"|",{listed}))'


def _said(row: ReadRow, result: RowResult, cells: LiveRow) -> str:
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
    return _said_of_points(text, result, cells)


def _said_of_points(text: str, result: RowResult, cells: LiveRow) -> str:
    """Say whether the points fit the band of a text.

    Beside the cells of the band, points of more decimals have to lie between those too.
    """
    low, most, stated = result.low, result.most, result.stated
    if low is None or most is None:
        return ""
    if stated is None:
        return sentences.TO_JUDGE.format(plain(low), plain(most))
    if result.points is None or (cells.band and stated > most):
        return sentences.NOT_ALLOWED.format(*map(plain, (stated, low, most)))
    usual = result.band is not None
    return "" if usual else sentences.UNUSUAL_TEXT.format(text[:20])


def open_shape(row: ReadRow, policy: Policy, cells: LiveRow) -> RowShape:
    """写出没有公式的一行: no target, a mark in its place, a date without any year.

    Under a policy that scores nothing, every row is one: only its blanks are told.
    """
    written = _open_status(row, policy, cells)
    return RowShape(
        "open",
        TypedCell(None, row.indicator.target or "", TYPING),
        TypedCell(None, row.actual.text, TYPING),
        CellFormula('=""', "") if policy.scored else None,
        written,
    )


def _open_status(row: ReadRow, policy: Policy, cells: LiveRow) -> CellFormula:
    """Say what is missing, or why no formula will do; nothing of what does not apply."""
    target, actual = row.indicator.target or "", row.actual.text
    if not policy.scored:
        return _asking(cells.actual, actual, sentences.ACTUAL_BLANK, '""', "")
    if score_read(row, policy, None, concessions=False).outcome == NOT_APPLICABLE:
        return _not_applied(cells.actual, actual)
    dated = isinstance(row.target, Deadline)
    wrong = sentences.NO_YEAR if dated else sentences.TARGET_UNKNOWN
    said = wrong.format(target[: sentences.LONGEST_QUOTE])
    other = joined(wrong, quote(cells.target))
    return _asking(cells.target, target, sentences.TARGET_BLANK, other, said)


def _asking(cell: str, text: str, blank: str, other: str, said: str) -> CellFormula:
    """Say of a cell that it is blank, else what is said otherwise."""
    asked = quoted(blank)
    formula = f"=IF(ISERROR({cell}),{asked},IF({is_blank(cell)},{asked},{other}))"
    return CellFormula(formula, blank if seems_blank(text) else said)


def _not_applied(cell: str, text: str) -> CellFormula:
    """Say of a row that does not apply that what is typed there later is not used."""
    said = quoted(sentences.NOT_APPLIED)
    same = f"OR({says_nothing(cell)},EXACT(TRIM({cell}),{quoted(text.strip())}))"
    return CellFormula(f'=IF(ISERROR({cell}),{said},IF({same},"",{said}))', "")
