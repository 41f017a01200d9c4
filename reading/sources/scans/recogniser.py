"""识别: 一行一行的字的图片 → 文字, 每个字连同把握和位置.

The model of PP-OCRv6 lies in the wheel of rapidocr; nothing is fetched. No step turns a
line round: that step makes 66 of 99, with a confidence of 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import files
from itertools import chain, groupby
from typing import Any, Final
from unicodedata import normalize

import numpy as np
from attrs import define, frozen
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

MODEL: Final = "models/PP-OCRv6_rec_small.onnx"
HEIGHT: Final = 48
"""The model reads lines of so many pixels."""
_NARROWEST: Final = 48
_STEP: Final = 16
_WIDEST: Final = 2400
_BATCH: Final = 3200
"""So many pixels are across in the lines of one batch."""


def folded(text: str) -> str:
    """A text in which signs of two widths or two cases are the same."""
    return normalize("NFKC", text).casefold()


@frozen
class ReadSign:
    """一个字: how sure it is (0 to 1), and its middle as a part of the line's width.

    `instead` is the sign that the model would have taken next; '' for none.
    """

    text: str
    sure: float
    middle: float
    instead: str = ""

    @property
    def certainty(self) -> float:
        """How sure it is that this is no other sign: a and A, ( and （ are the same."""
        return 1.0 if folded(self.text) == folded(self.instead) else self.sure


@frozen
class ReadLine:
    """一行识别出的字."""

    signs: tuple[ReadSign, ...] = ()

    @property
    def text(self) -> str:
        """The text of the line."""
        return "".join(sign.text for sign in self.signs)

    @property
    def sure(self) -> float:
        """How sure its most doubtful sign is; 1 for a line without any."""
        return min((sign.certainty for sign in self.signs), default=1.0)


@define
class Recogniser:
    """The model, ready to read so many batches at once.

    One processor works on a batch: two would wait for each other at every layer of the
    model, and burn a third of their time in it.
    """

    threads: int = 2

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        # Memory that is kept for every shape of a batch soon is more than a gigabyte.
        options.enable_cpu_mem_arena = False
        model = str(files("rapidocr").joinpath(MODEL))
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _signs(self) -> list[str]:
        """The signs that the model knows; the first is none, the last a blank."""
        said = self._session.get_modelmeta().custom_metadata_map["character"]
        return ["", *said.splitlines(), " "]

    def read(self, lines: Sequence[Grey]) -> list[ReadLine]:
        """Read pictures of one line each, in any order and of any size."""
        shaped = [_shaped(line) for line in lines]
        order = sorted(range(len(shaped)), key=lambda n: shaped[n].shape[1])
        batches = list(_batches(order, [line.shape[1] for line in shaped]))
        with ThreadPoolExecutor(self.threads) as pool:
            found = pool.map(self._read, ([shaped[n] for n in b] for b in batches))
            read = dict(zip(chain(*batches), chain(*found), strict=True))
        return [read[number] for number in range(len(shaped))]

    def reread(self, line: Grey) -> str:
        """What one picture says by itself."""
        return self.read([line])[0].text

    def _read(self, batch: Sequence[Grey]) -> list[ReadLine]:
        """Read lines that are in the height of the model, the widest last."""
        width = _rounded(batch[-1].shape[1])
        given = {self._session.get_inputs()[0].name: _stacked(batch, width)}
        found = self._session.run(None, given)[0]
        return [
            self._decoded(odds, line.shape[1] / width)
            for line, odds in zip(batch, found, strict=True)
        ]

    def _decoded(self, odds: NDArray[np.float32], part: float) -> ReadLine:
        """What the steps along a line say: one sign again and again is one."""
        best = odds.argmax(axis=1)
        sure = odds[np.arange(len(best)), best]
        signs = []
        for sign, run in groupby(range(len(best)), key=lambda step: int(best[step])):
            steps = list(run)
            if sign:
                at = (steps[0] + steps[-1] + 1) / 2 / len(best) / part
                clearest = max(steps, key=lambda step: float(sure[step]))
                most, instead = float(sure[clearest]), odds[clearest].copy()
                instead[sign] = 0
                second = self._signs[int(instead.argmax())]
                signs.append(ReadSign(self._signs[sign], most, at, second))
        return ReadLine(tuple(signs))


def _shaped(line: Grey) -> Grey:
    """A line in the height that the model reads, not too wide for it."""
    import cv2

    height, width = line.shape
    wide = max(1, min(_WIDEST, round(width * HEIGHT / height)))
    how = cv2.INTER_CUBIC if height < HEIGHT else cv2.INTER_AREA
    return np.asarray(cv2.resize(line, (wide, HEIGHT), interpolation=how), np.uint8)


def _rounded(width: int) -> int:
    return max(_NARROWEST, -(-width // _STEP) * _STEP)


def _batches(order: Iterable[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of about one width, as many as fit a batch."""
    batch: list[int] = []
    for number in order:
        wide = _rounded(widths[number])
        if batch and (len(batch) + 1) * wide > _BATCH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _stacked(lines: Sequence[Grey], width: int) -> NDArray[np.float32]:
    """Lines one above the other, as wide as the widest, white behind their ends."""
    batch = np.ones((len(lines), 3, HEIGHT, width), np.float32)
    for number, line in enumerate(lines):
        batch[number, :, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1
    return batch
