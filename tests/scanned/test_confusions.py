"""每个模型都一样认错、还很有把握的几处: 图能定的照图定, 其余存疑; 从不悄悄读错."""

from __future__ import annotations

import pytest

from reading.sources.scans.certainty import SettledText, settled
from reading.sources.scans.recogniser import Recogniser
from tests.scanned.lines import TYPEFACES, line

SIZES = (22, 40)
"""Pixels of a character of 10.5 points at 150 and at 275 dpi."""
CHINESE = ("黑体", "宋体", "粗黑", "粗宋")


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser()


def read(
    recogniser: Recogniser, text: str, faces: tuple[str, ...] = tuple(TYPEFACES)
) -> list[SettledText]:
    """A line in every typeface and size."""
    pictures = [line(text, face, size) for face in faces for size in SIZES]
    found = recogniser.read(pictures)
    return [settled(*pair) for pair in zip(found, pictures, strict=True)]


@pytest.mark.parametrize("text", ["0.5‰", "≤3‰", "12‰"])
def test_per_mille_never_becomes_percent(text: str, recogniser: Recogniser) -> None:
    for found in read(recogniser, text):
        assert found.text == text or found.doubt, found


@pytest.mark.parametrize("text", ["99", "66", "9", "90%", "98.5%", "7.5", "10"])
def test_figures_are_read_as_they_stand(text: str, recogniser: Recogniser) -> None:
    found = read(recogniser, text)
    assert {each.text for each in found} == {text}
    assert sum(bool(each.doubt) for each in found) <= 2


@pytest.mark.parametrize("text", ["—", "－"])
def test_a_dash_is_a_dash(text: str, recogniser: Recogniser) -> None:
    assert {each.text for each in read(recogniser, text, CHINESE)} == {"—"}


@pytest.mark.parametrize("text", ["／", "/"])
def test_a_slash_is_no_point(text: str, recogniser: Recogniser) -> None:
    assert {each.text for each in read(recogniser, text, CHINESE)} == {"/"}


def test_a_one_is_no_slash(recogniser: Recogniser) -> None:
    assert {each.text for each in read(recogniser, "1")} == {"1"}


@pytest.mark.parametrize("text", ["Ⅰ类", "二〇二一年", "0", "≥", "≤"])
def test_what_is_often_misread_is_right_or_doubted(
    text: str, recogniser: Recogniser
) -> None:
    for found in read(recogniser, text, CHINESE):
        assert found.text == text or found.doubt, found
