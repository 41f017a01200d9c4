"""每个模型都一样认错、还很有把握的几处: 图能定的照图定, 其余存疑; 从不悄悄读错.

A sheet of all of them is read at once in each typeface: those of the system, and those
of Debian's packages, which are unpacked and not installed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.signs.certainty import SettledText, settled
from tests.scanned.lines import INSTALLED, OF_PACKAGES, has, line, unpack

SIZES = (22, 40)
"""Pixels of a character of 10.5 points at 150 and at 275 dpi."""
PER_MILLE = ("‰", "0.5‰", "≤3‰", "12‰")
FIGURES = ("99", "66", "9", "90%", "98.5%", "7.5", "10", "6.08", "0.1", "1", "17")
COMPARED = ("≥95%", "≤0.5", "<10", ">3", "-5")
LONE = ("≥", "≤", "＞", "＜", "=")
DOUBLE = {"≧": "≥", "≦": "≤", "≧90%": "≥90%", "≦12月": "≤12月"}
NOTHING = {"—": "—", "－": "—", "／": "/", "/": "/"}
UNITS = ("≥100㎡", "120万㎡", "8.5元/㎡", "100m", "8.5元/m")
CUBIC = ("≥100㎥", "120万㎥", "8.5元/㎥")
OTHERS = ("Ⅰ类", "Ⅱ级", "二〇二一年", "0")
TEXTS = (
    *(*PER_MILLE, *FIGURES, *COMPARED, *LONE, *DOUBLE),
    *(*NOTHING, *UNITS, *CUBIC, *OTHERS),
)
ALIKE = str.maketrans("＞＜－／", "><—/")
Sheet = Mapping[str, Sequence[SettledText]]
NO_NETWORK = ("resolv", "connect", "fetch", "etwork", "not found")


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser()


@pytest.fixture(scope="session", params=["installed", "of packages"])
def sheet(request: pytest.FixtureRequest, recogniser: Recogniser) -> Sheet:
    """Every text in every typeface and size that has its signs."""
    faces = list(INSTALLED)
    if request.param == "of packages":
        faces = list(OF_PACKAGES)
        if failed := unpack():
            assert any(word in failed for word in NO_NETWORK), failed
            pytest.skip(f"Debian 的字体取不到：{failed}")
    drawn = [
        (text, line(text, face, size))
        for text in TEXTS
        for face in faces
        for size in SIZES
        if all(has(face, sign) for sign in text)
    ]
    read = recogniser.read([picture for _, picture in drawn])
    found: dict[str, list[SettledText]] = {text: [] for text in TEXTS}
    for (text, picture), each in zip(drawn, read, strict=True):
        found[text].append(settled(each, picture, recogniser.reread))
    return found


def doubted(found: Sequence[SettledText]) -> int:
    return sum(bool(each.doubt) for each in found)


def test_every_confusion_is_drawn_in_most_typefaces(sheet: Sheet) -> None:
    assert min(map(len, sheet.values())) >= 6


@pytest.mark.parametrize("text", [*PER_MILLE, *OTHERS, *UNITS, *CUBIC])
def test_what_is_often_misread_is_right_or_doubted(text: str, sheet: Sheet) -> None:
    for found in sheet[text]:
        assert found.text.replace("m³", "㎥") == text or found.doubt, found


@pytest.mark.parametrize("text", [*PER_MILLE, *UNITS])
def test_a_doubt_names_what_is_printed(text: str, sheet: Sheet) -> None:
    unsure = [found for found in sheet[text] if found.doubt]
    named = sum(text in {found.text, *found.others} for found in unsure)
    assert named >= len(unsure) * 0.6


@pytest.mark.parametrize("text", [*FIGURES, *COMPARED])
def test_figures_are_read_as_they_stand(text: str, sheet: Sheet) -> None:
    assert {each.text for each in sheet[text] if not each.doubt} == {text}
    assert doubted(sheet[text]) <= 2


@pytest.mark.parametrize("text", LONE)
def test_a_lone_comparison_is_seen_by_its_shape(text: str, sheet: Sheet) -> None:
    sure = [each for each in sheet[text] if not each.doubt]
    assert {each.text for each in sure} == {text.translate(ALIKE)}
    assert len(sure) >= len(sheet[text]) * 0.75


@pytest.mark.parametrize("text", DOUBLE)
def test_two_bars_below_an_angle_are_one(text: str, sheet: Sheet) -> None:
    assert {each.text for each in sheet[text] if not each.doubt} == {DOUBLE[text]}
    assert doubted(sheet[text]) <= 1


@pytest.mark.parametrize("text", NOTHING)
def test_a_dash_is_a_dash_and_a_slash_no_point(text: str, sheet: Sheet) -> None:
    assert {each.text for each in sheet[text]} == {NOTHING[text]}
