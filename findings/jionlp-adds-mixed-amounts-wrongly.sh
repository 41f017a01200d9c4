#!/usr/bin/env bash
# jionlp: parse_money on amounts that mix figures and 万/亿.
#
# One would guess: the money parser of a Chinese language library that calls its answer
# "accurate" reads 1亿3000万元 as 130,000,000 and 97万6200元 as 976,200, as it reads 一亿三千万元.
# What happens: written in characters the amounts are right; written in figures with two units
# they are far off, still "accurate", and no error is raised. 分 and 角 in whole hundreds shrink:
# 100分 is 0.01.
# Why it matters: fund cells and cost targets are typed exactly so (97万6200元, 1亿3000万元); a
# budget read this way makes every execution rate wrong by tens of percent, silently.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jionlp==1.5.31
cat > try.py <<'P'
import sys
from decimal import Decimal
from importlib.metadata import version
import jionlp
print("jionlp", version("jionlp"))
cases = [  # text, right, seen
    ("一亿三千万元", "130000000", "130000000.00"),
    ("1亿3000万元", "130000000", "230030000.00"),
    ("97万6200元", "976200", "1136208.00"),
    ("3万6千元", "36000", "66000.00"),
    ("3万零500元", "30500", "60005.00"),
    ("100分", "1", "0.01"),
]
changed = 0
for text, right, seen in cases:
    got = jionlp.parse_money(text)
    mark = "right" if Decimal(got["num"]) == Decimal(right) else "WRONG"
    print(f"{text}: {got['num']} ({got['definition']}), right is {right}: {mark}")
    changed += got["num"] != seen or got["definition"] != "accurate"
sys.exit(bool(changed))
P
venv/bin/python try.py 2>&1 | grep -v '^#'
