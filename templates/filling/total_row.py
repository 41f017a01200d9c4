"""填总分行: 分值合计、总分、等级; 没有地方写的, 说出来."""

from __future__ import annotations

from indicators.evaluation import Evaluation
from reading.locating.form_map import FormMap
from reading.locating.value_cells import ValueCell
from reading.vocabulary.values import grade
from templates.forms.capacity import NAMES
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.contents import Content


def prints_grade(form_map: FormMap) -> bool:
    """空表上是否已印着等级: an older one, which a new total makes stale."""
    cell = _cells(form_map).get("grade")
    return cell is not None and grade(cell.text) is not None


def write_total(pen: Pen, form_map: FormMap, evaluation: Evaluation) -> None:
    """Write what there are cells for; what there is none for is said."""
    cells = _cells(form_map)
    for what in ("weight", "stated", "grade"):
        content = contents.single(evaluation, f"total.{what}")
        value = cells.get(what)
        if value is not None:
            _write(pen, what, value, content)
        elif content.text:
            said = f"{NAMES[f'total.{what}']} {content.text}"
            pen.warn(pen.file, "空表没有写总分行这一项的地方，未写入", said)


def _write(pen: Pen, what: str, value: ValueCell, content: Content) -> None:
    """Write one value; an older grade goes with the total that it was of."""
    if what != "grade":
        pen.put_points(value.position, content)
        return
    old = grade(value.text)
    if old is not None and pen.scored:
        pen.clear(value.position)
        content = Content(value.text.replace(old, content.text))
    pen.put(value.position, content)


def _cells(form_map: FormMap) -> dict[str, ValueCell]:
    """The value cells of the total; a grade may stand in a row of its own."""
    total = form_map.tables[0].total
    cells = dict(total.cells) if total else {}
    if form_map.grade is not None:
        cells["grade"] = ValueCell.of(form_map.grade)
    return cells
