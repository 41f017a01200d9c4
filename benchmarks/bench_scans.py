"""扫描件: 读对几栏、悄悄读错几栏、存疑几栏; 一页几秒, 与识别器自己认同样的格相比.

Twenty tables, printed in eight typefaces by LibreOffice, drawn by poppler at 150, 200 and
300 dpi, turned, noisy, from a JPEG of low quality, a red stamp over the points. Six of the
typefaces are those of Debian's packages, unpacked and not installed.
``bench_scans.py NAME …`` does only these tables; a number among them is another set of
angles, qualities, noise and stamps (0 where none is given).
"""

from __future__ import annotations

import io
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from reading import read
from reading.locating.page_labels import PageLabels
from reading.reader import read_on
from reading.sources.notices import Notices
from reading.sources.pages.page_breaks import joined_tables
from reading.sources.scans.page import ScannedPage
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.text_lines import crop
from tests.published.tables import NAMES
from tests.scanned.fields import Comparison
from tests.scanned.lines import UNPACKED, unpack
from tests.scanned.scanning import LATIN, TYPEFACES, Wear, pages_of, printed_in, worn

DRAWN = (
    "d01-湖北-水土保持监测项目.docx",
    "d03-全民健身中心-跨页.docx",
    "d05-文物保护修缮-带注.docx",
    "d25-市场监管抽检-扣分列.docx",
    "d47-检察院公益诉讼.docx",
    "d54-省直考古发掘.docx",
    "d77-非遗保护专项.docx",
    "d79-残疾人康复救助.docx",
)
TABLES = ("nanchang-2021", *NAMES, *DRAWN)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <dir>{}</dir>
  <cachedir>{}</cachedir>
</fontconfig>
"""


def with_typefaces(folder: Path) -> None:
    """Let LibreOffice print in the typefaces of the packages too."""
    if failed := unpack():
        raise SystemExit(f"Debian 的字体取不到：{failed}")
    listing = folder / "fonts.conf"
    listing.write_text(FONTS.format(UNPACKED, folder / "cache"), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(listing)


def wear_of(number: int, variant: int) -> Wear:
    """How the scan of a table is worn, by its number and that of the set."""
    chance = random.Random(variant * 1000 + number)
    return Wear(
        dpi=(150, 200, 300)[(number + variant) % 3],
        turn=chance.choice((-2, -1.5, -0.8, 0.5, 1, 1.7)),
        quality=chance.choice((40, 50, 60, 70, 80)),
        noise=chance.choice((4, 6, 9)),
        stamp=(chance.uniform(0.6, 0.85), chance.uniform(0.35, 0.8)),
        seed=variant * 1000 + number,
    )


def main(wanted: list[str]) -> None:
    """Print a line for each table, and the sums."""
    variant = sum(int(word) for word in wanted if word.isdigit())
    wanted = [word for word in wanted if not word.isdigit()]
    sums, spent = [0, 0, 0, 0], [0.0, 0.0]
    recogniser = Recogniser()
    recogniser.read([np.full((48, 200), 255, np.uint8)])
    with tempfile.TemporaryDirectory() as place:
        with_typefaces(Path(place))
        for number, name in enumerate(TABLES):
            if wanted and name not in wanted:
                continue
            folder, wear = Path(place), wear_of(number, variant)
            face = TYPEFACES[(number + variant) % len(TYPEFACES)]
            pdf = printed_in(name, folder, face, (face, *LATIN)[number % 3])
            pages, begun = [], time.process_time()
            alone = 0.0
            for count, page in enumerate(pages_of(pdf, folder, wear.dpi), 1):
                scan = np.asarray(Image.open(io.BytesIO(worn(page, wear))))
                begun_page = time.process_time()
                found = ScannedPage.of(scan, count)
                pages.append(found.read(recogniser))
                spent[0] += time.process_time() - begun_page
                crops = [crop(found.grey, box, found.size) for box in found.boxes]
                begun_alone = time.process_time()
                recogniser.read(crops)
                alone += time.process_time() - begun_alone
            spent[1] += alone
            grids = tuple(joined_tables(pages, Notices(), PageLabels()))
            compared = Comparison.of(read(pdf), read_on(grids, name))
            figures = (
                compared.count,
                len(compared.wrong),
                len(compared.silent),
                len(compared.doubted),
            )
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            print(
                f"{name} {face} {wear.dpi} dpi: {figures}, {time.process_time() - begun:.0f} s",
                flush=True,
            )
            for want, got in compared.wrong:
                print(
                    f"  {'!' if want.decides else ' '} {want.name}: {want.text} → {got and got.text}"
                )
    fields, wrong, silent, doubted = sums
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"{fields} 栏，读错而没有说的 {wrong}（其中决定得分的 {silent}），存疑 {doubted}"
    )
    print(f"读 {spent[0]:.1f} s，识别器认同样的格 {spent[1]:.1f} s，内存 {peak} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
