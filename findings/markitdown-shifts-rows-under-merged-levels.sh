#!/usr/bin/env bash
# markitdown: a Word table whose level cells are merged downwards.
#
# One would guess: a document converted to Markdown for a language model keeps each value under
# its heading; a merged 产出指标 is repeated or leaves an empty cell in the rows below.
# What happens: the cells that a merge covers are left out, so every row below the first of a
# group is shorter and its values stand one or two columns further left: below two merged levels
# 分值 stands under 年度指标值 and 得分 under 实际完成值. No warning.
# Why it matters: almost every 自评表 merges 一级指标 and 二级指标; an audit over such Markdown
# compares weights with actual values.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'markitdown[docx]==0.1.9' python-docx==1.2.0
cat > try.py <<'P'
import sys
from importlib.metadata import version
import docx
from markitdown import MarkItDown
head = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
rows = [
    ["产出指标", "数量指标", "检修次数", "≥12次", "12次", "20", "20"],
    ["", "", "巡检天数", "≥360天", "365天", "15", "14"],
    ["", "质量指标", "合格率", "≥95%", "96%", "15", "15"],
]
document = docx.Document()
table = document.add_table(4, 7)
for i, row in enumerate([head, *rows]):
    for j, text in enumerate(row):
        table.cell(i, j).text = text
table.cell(1, 0).merge(table.cell(3, 0))
table.cell(1, 1).merge(table.cell(2, 1))
document.save("table.docx")
print("markitdown", version("markitdown"))
text = MarkItDown().convert("table.docx").text_content
print(text)
lines = [[c.strip() for c in l.strip("|\n ").split("|")] for l in text.splitlines() if "巡检" in l]
shifted = lines == [["巡检天数", "≥360天", "365天", "15", "14"]]
print("巡检天数: the weight 15 stands in the column of", head[3] if shifted else "its own")
sys.exit(not shifted)
P
venv/bin/python try.py
