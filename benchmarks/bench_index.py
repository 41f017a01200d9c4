"""目录一页有三万张表时, Chromium 打开它要多久; 与同样各行都写成静态的一页相比.

Run `python benchmarks/bench_index.py [TABLES]`. Each page is opened by turns in a new
Chromium; what counts is the time from asking for the page until it is drawn, the
fastest of the rounds. The bar is 2 seconds for 30,000 tables. The time of a search and
of a sort over all of them is printed too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from app.report.index_rows import SHOWN
from tests.app.report.many_lines import index_of

TABLES, ROUNDS, BAR = 30_000, 3, 2.0
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
OPTIONS = (
    "--allow-file-access-from-files",
    "--enable-logging=stderr",
    "--remote-debugging-port=0",
)
USED = """(page) => {
  const search = page.querySelector("input[type=search]");
  if (!search) return "";
  const began = performance.now();
  search.value = "县17 P402";
  search.dispatchEvent(new Event("input"));
  const found = performance.now();
  page.querySelector("nav th:nth-child(6)").click();
  return `${found - began} ${performance.now() - found}`;
}"""


def opened(page: Path) -> list[float]:
    """Milliseconds until a page is drawn, and of a search and a sort."""
    outer = page.with_name("外.html")
    outer.write_text(
        f"""<!DOCTYPE html><iframe style="width:1200px;height:900px"></iframe><script>
        const frame = document.querySelector("iframe"), began = performance.now();
        frame.addEventListener("load", () => requestAnimationFrame(() =>
          requestAnimationFrame(() => {{
            const drawn = performance.now() - began;
            console.log(`TOLD ${{drawn}} ${{({USED})(frame.contentDocument)}} END`);
          }})));
        frame.src = "{page.as_uri()}";</script>""",
        "utf-8",
    )
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", outer.as_uri()]
        run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            told = next(line for line in run.stderr or () if "CONSOLE" in line)
        finally:
            run.kill()
            run.wait()
            time.sleep(0.2)
    match = re.search(r"TOLD (.*) END", told)
    assert match, told  # noqa: S101
    return [float(each) for each in match[1].split()]


def static(page: str) -> str:
    """The page with every line written out, and no script."""
    row = re.compile(r'<tr id="c-.*?</tr>\n', re.DOTALL)
    rows = row.findall(page)
    times = -(-TABLES // len(rows))
    bare = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    return bare.replace(rows[-1], rows[-1] + "".join(rows) * (times - 1), 1)


def main() -> None:
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else TABLES
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        paged, whole = Path(place) / "index.html", Path(place) / "静态.html"
        paged.write_bytes(index_of(tables))
        whole.write_text(static(paged.read_text("utf-8")), "utf-8")
        runs = [(opened(paged), opened(whole)) for _ in range(ROUNDS)]
        size = paged.stat().st_size >> 20
    best = min(one for one, _ in runs)
    plain = min(other for _, other in runs)[0]
    print(
        f"{tables} 张表的目录，{size} MB，一次 {SHOWN} 行：{best[0] / 1000:.2f} 秒画出"
    )
    print(f"  搜索 {best[1]:.0f} 毫秒，按列排 {best[2]:.0f} 毫秒")
    print(f"  每行都写成静态的：{plain / 1000:.2f} 秒，{plain / best[0]:.1f} 倍")
    if best[0] > BAR * 1000:
        sys.exit(f"没有在 {BAR} 秒内画出")


if __name__ == "__main__":
    main()
