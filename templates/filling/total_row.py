"""填总分行: 分值合计、总分、等级; 没有地方写的, 说出来."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.evaluation import Evaluation
from reading.locating.form_map import FormMap
from reading.locating.table_map import TotalRow
from reading.locating.value_cells import ValueCell
from reading.vocabulary.values import grade
from templates.forms.capacity import NAMES
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.contents import Content


def total_cells(form_map: FormMap, total: TotalRow | None) -> dict[str, ValueCell]:
    """The value cells of a total; a grade may stand in a row of its own."""
    cells = dict(total.cells) if total else {}
    if form_map.grade is not None:
        cells["grade"] = ValueCell.of(form_map.grade)
    return cells


def prints_grade(cells: Mapping[str, ValueCell]) -> bool:
    """表上是否已印着等级: an older one, which a new total makes stale."""
    return "grade" in cells and grade(cells["grade"].text) is not None


def write_total(
    pen: Pen, cells: Mapping[str, ValueCell], evaluation: Evaluation
) -> None:
    """Write what there are cells for; what there is none for is said."""
    for what in ("weight", "stated", "grade"):
        content = contents.single(evaluation, f"total.{what}")
        if what in cells:
            _write(pen, what, cells[what], content)
        elif content.text:
            said = f"{NAMES[f'total.{what}']} {content.text}"
            pen.warn(pen.file, "没有写总分行这一项的地方，未写入", said)


def _write(pen: Pen, what: str, value: ValueCell, content: Content) -> None:
    """Write one value; an older grade goes with the total that it was of."""
    if what == "stated":
        pen.put_points(value.position, content)
        return
    old = grade(value.text) if what == "grade" else None
    if old is not None and pen.scored:
        pen.clear(value.position)
        content = Content(value.text.replace(old, content.text))
    pen.put(value.position, content)
