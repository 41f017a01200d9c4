#!/usr/bin/env bash
# Unicode's NFKC on the text of a PDF that Chromium printed in Noto CJK: 户 (household) becomes 戶.
#
# One would guess: a print in which 户 comes out as the radical ⼾ (U+2F3E), because the font draws
# both by one glyph, is mended by NFKC, which knows every radical of that block.
# What happens: NFKC gives 戶 (U+6236), the traditional character. The font for the mainland draws
# ⼾ as 户 (U+6237), which is what stood in the page. Of the 214 radicals of the block it is the only
# one for which NFKC and the font's own table of characters disagree. pdfplumber's
# unicode_norm="NFKC" gives 戶 as well.
# Why it matters: 户 is a unit of measure in these tables (3460户), and part of 农户, 户均, 用户满意度.
# After NFKC the target says 户 and the actual value, typed elsewhere, says 戶: two units, two names.
# Needs Chromium (/usr/bin/chromium) and Noto CJK (Debian's fonts-noto-cjk) on the machine.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pdfplumber==0.11.7 fonttools==4.60.1
cat > try.py <<'P'
import subprocess
from importlib.metadata import version
from pathlib import Path
from unicodedata import normalize

import pdfplumber
from fontTools.ttLib import TTCollection

(font,) = (f for f in TTCollection("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").fonts
           if f["name"].getDebugName(4) == "Noto Sans CJK SC")
glyphs = font.getBestCmap()
others = [
    chr(code) for code in range(0x2F00, 0x2FD6)
    if code in glyphs and glyphs.get(ord(normalize("NFKC", chr(code)))) != glyphs[code]
    and any(glyphs[code] == glyphs[c] for c in range(0x4E00, 0x9FFF) if c in glyphs)
]
Path("page.html").write_text(
    '<meta charset=utf-8><p lang=zh-CN style="font-family: Noto Sans CJK SC">3460户</p>', "utf-8")
subprocess.run(["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu",
                f"--user-data-dir={Path('chrome').resolve()}", "--print-to-pdf=page.pdf",
                "page.html"], check=True, capture_output=True, timeout=120)
with pdfplumber.open("page.pdf") as pdf:
    printed = pdf.pages[0].extract_text().split("\n")
    text = next(line for line in printed if "3460" in line)[4]
with pdfplumber.open("page.pdf", unicode_norm="NFKC") as pdf:
    lines = pdf.pages[0].extract_text().split("\n")
    mended = next(line for line in lines if "3460" in line)[4]
chrome = subprocess.run(["/usr/bin/chromium", "--version"], capture_output=True, text=True).stdout.split()[1]
print("Chromium", chrome, "pdfplumber", version("pdfplumber"), "fonttools", version("fonttools"))
print("radicals that the font draws as another character than NFKC gives:", *others)
print("in the page 户 U+6237, in the PDF", text, f"U+{ord(text):04X}, by NFKC", mended, f"U+{ord(mended):04X}")
assert others == ["\u2f3e"] and text == "\u2f3e" and mended == "\u6236", (others, text, mended)
P
venv/bin/python try.py
