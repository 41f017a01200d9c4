#!/usr/bin/env bash
# opencv-python-headless: morphological opening with a bar of even length.
#
# One would guess: an opening keeps a part of what it is given and adds nothing; that is its
# first law, and how the ruled lines of a scanned form are found: open the ink with a long bar,
# and what is left are the runs that are at least so long, where they are.
# What happens: with a bar of even length every run comes back one pixel further right (or down),
# so that its last pixel lies where the page is white, and its first is gone; a closing is moved
# in the same way. With a bar of odd length both are in place. scipy's binary_opening keeps
# the law for both lengths. The length of the bar is mostly computed from the resolution of the
# scan, so it is even for one page and odd for the next.
# Why it matters: whether a stroke of text touches the rule above it, and so is taken for a rule
# that parts a cell, hangs on that pixel; and ink that is cleared by such a mask keeps an edge.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check opencv-python-headless==5.0.0.93 \
    numpy==2.4.6 scipy==1.17.1
cat > try.py <<'P'
import sys
from importlib.metadata import version
import cv2
import numpy as np
from scipy import ndimage
for package in ("opencv-python-headless", "scipy"):
    print(package, version(package))
page = np.zeros((3, 30), np.uint8)
page[1, 10:22] = 1
print("a run of ink at 10 to 21")
moved = {}
for length in (5, 6, 7, 8):
    bar = np.ones((1, length), np.uint8)
    opened = cv2.morphologyEx(page, cv2.MORPH_OPEN, bar)
    closed = cv2.morphologyEx(page, cv2.MORPH_CLOSE, bar)
    law = ndimage.binary_opening(page, bar).astype(np.uint8)
    at = [np.flatnonzero(each[1])[[0, -1]].tolist() for each in (opened, closed, law)]
    moved[length] = bool((opened > page).any())
    print(f"bar of {length}: opened {at[0]}, closed {at[1]}, opened by scipy {at[2]}")
    if (law > page).any():
        sys.exit("scipy breaks the law too")
if moved != {5: False, 6: True, 7: False, 8: True}:
    sys.exit(f"no longer so: {moved}")
print("an opening of even length has ink where there was none")
P
venv/bin/python try.py
