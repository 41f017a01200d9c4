"""识别得不确定的格: 逐格说出来, 读成了什么、为什么不确定."""

from __future__ import annotations

from operator import attrgetter

from indicators.errors import Problem
from indicators.reasons import Doubt
from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.form_map import FormMap
from reading.text import single

_REMEDY = "请对照原件，用改正后的值再算"
_UNCERTAIN = attrgetter("uncertain")


def note_uncertain(form: FormMap, doubts: Doubts) -> None:
    """Doubt every cell of a form that was recognised in a picture and may say else."""
    cells = form.layout.between(form.first, form.last)
    doubts.add(map(_problem, filter(_UNCERTAIN, cells)))


def _problem(cell: Cell) -> Problem:
    """Say what was read, and why that is not certain."""
    message = f"{Doubt.UNCERTAIN.sentence}：{cell.uncertain}"
    return Problem(cell.place, message, single(cell.text), _REMEDY, Doubt.UNCERTAIN)
