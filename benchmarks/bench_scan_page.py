"""一页三十行的扫描件: 几秒、多少内存, 与识别器自己认同样的格相比.

A table of thirty rows, printed by LibreOffice and drawn at 200 dpi, turned, noisy, from a
JPEG, is read by the command in a process of its own, start and models included: at most 12
seconds of the processor, so that one core has done it by then, and 1.2 GB; the time by the
clock, printed too, says little on a machine that does other work. Within one process the
page is read beside the recogniser alone on the same lines, by turns; of each the fastest of
three rounds counts, in seconds of the processor too: at most 1.3 times. So it is at 300
dpi, where the page has more than twice the pixels and the recogniser no more to read.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import numpy as np
from docx.shared import Mm, Pt
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from reading import read
from reading.sources.scans.page import ScannedPage
from reading.sources.scans.recogniser import Recogniser
from tests.published.rendering import Style, as_docx, as_pdf, rendered
from tests.published.tables import NATIONAL
from tests.scanned.scanning import Wear, pages_of, worn

ROWS, ROUNDS = 30, 3
DPIS = (200, 300)
SECONDS, MEMORY, RATIO = 12.0, 1200, 1.3
LEVELS = (
    ("产出指标", "数量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "满意度"),
)
VALUES = (("≥98.5%", "99.2%"), ("≥120人次", "126人次"), ("≤3‰", "1.5‰"))


def form() -> Evaluation:
    """A table of thirty rows that fits a page."""
    three = Decimal(3)
    rows = tuple(
        Indicator(
            LEVELS[n * 3 // ROWS], f"第{n + 1}项工作", *VALUES[n % 3], three, three
        )
        for n in range(ROWS)
    )
    amount, spent = Quantity(Decimal(100), ""), Quantity(Decimal(98), "")
    rate = Quantity(Decimal(98), "%")
    line = FundLine(
        "年度资金总额", amount, amount, spent, Decimal(10), rate, Decimal("9.8")
    )
    return Evaluation(
        year=2023,
        project="社区服务",
        unit="某区民政局",
        goals=Goals("完成三十项工作。", "已完成。"),
        funds=Funds((line,), "万元"),
        indicators=rows,
        total=Total(Decimal(100), Decimal("99.8")),
    )


def scans(folder: Path) -> dict[int, Path]:
    """The page as a scanner gives it, at each resolution."""
    made = docx.Document(
        str(as_docx(rendered(form(), Style(NATIONAL)), folder / "a.docx"))
    )
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(10)
    made.styles["Normal"].font.size = Pt(9)
    made.save(str(folder / "a.docx"))
    pdf, made = as_pdf(folder / "a.docx", folder), {}
    for dpi in DPIS:
        (page,) = pages_of(pdf, folder, dpi)
        made[dpi] = folder / f"扫描-{dpi}.jpg"
        wear = Wear(dpi=dpi, turn=0.8, quality=70, noise=6)
        made[dpi].write_bytes(worn(page, wear))
    return made


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def by_command(picture: Path) -> tuple[float, float, int]:
    """Seconds by the clock, of the processor, and megabytes of the largest process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "ziping", "read", str(picture), "--json"]
    subprocess.run(command, check=True, capture_output=True)
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock - begun, worked, after.ru_maxrss >> 10


def beside_recogniser(picture: Path, recogniser: Recogniser) -> tuple[float, float]:
    """Seconds of the processor for a page, and for the recogniser on its lines alone."""
    pixels = np.asarray(Image.open(io.BytesIO(picture.read_bytes())))
    page = ScannedPage.of(pixels, 1)
    crops = page.crops(page.boxes)
    whole, alone = [], []
    for _ in range(ROUNDS):
        whole.append(spent(lambda: ScannedPage.of(pixels, 1).read(recogniser)))
        alone.append(spent(lambda: recogniser.read(crops)))
    print(f"{picture.stem} dpi：{len(crops)} 行字", end="，")
    return min(whole), min(alone)


def main() -> int:
    recogniser, ratios = Recogniser(), []
    recogniser.read([np.full((48, 200), 255, np.uint8)])
    with tempfile.TemporaryDirectory() as name:
        pictures = scans(Path(name))
        rows = len(read(pictures[DPIS[0]]).indicators)
        rounds = [by_command(pictures[DPIS[0]]) for _ in range(ROUNDS)]
        clock, worked, memory = (min(each) for each in zip(*rounds, strict=True))
        print(f"一页 {rows} 行，{os.cpu_count()} 个核")
        print(
            f"命令读一份：处理器 {worked:.1f} 秒（限 {SECONDS:.0f}），按钟 {clock:.1f} 秒"
        )
        print(f"内存至多 {memory} MB（限 {MEMORY}）")
        for picture in pictures.values():
            whole, alone = beside_recogniser(picture, recogniser)
            ratios.append(whole / alone)
            print(
                f"读一页 {whole:.2f} 秒，识别器认同样的字 {alone:.2f} 秒（处理器时间）："
                f"{ratios[-1]:.2f} 倍，限 {RATIO}"
            )
    return int(max(ratios) > RATIO or memory > MEMORY or worked > SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
