"""识别得不确定的格: 逐格说出来, 读成了什么、为什么不确定."""

from __future__ import annotations

from attrs import evolve

from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import Doubt, UncertainText
from reading.doubts import Doubts
from reading.locating.form_map import FormMap
from reading.text import single

_REMEDY = "请对照原件，用改正后的值再算"


def note_uncertain(form: FormMap, doubts: Doubts) -> None:
    """Doubt every cell of a form that was recognised in a picture and may say else."""
    if form.layout.grid.kind == "sheet":  # no picture
        return
    cells = form.layout.between(form.first, form.last)
    doubts.add(
        uncertain(cell.place, cell.uncertain) for cell in cells if cell.uncertain
    )


def uncertain(place: Place, text: UncertainText) -> Problem:
    """Say what was read, and why that is not certain; each reading in one line."""
    message = f"{Doubt.UNCERTAIN.sentence}：{text.why}"
    read, others = single(text.read), tuple(map(single, text.others))
    known = evolve(text, read=read, others=others)
    return Problem(place, message, read, _REMEDY, Doubt.UNCERTAIN, known)
