#!/bin/sh
# Install the Debian packages that the tests drive, where they are missing: LibreOffice's
# Calc and Writer with the bridge to Python, poppler, a CJK font, Chromium, Java for Spark,
# PostgreSQL. With arguments: install those packages instead.
set -eu

missing="$*"
if [ $# -eq 0 ]; then
    needs() { # a program, and the package that brings it
        command -v "$1" >/dev/null || missing="$missing $2"
    }
    needs localc libreoffice-calc
    needs lowriter libreoffice-writer
    needs pdftotext poppler-utils
    needs chromium chromium
    needs git git
    needs java openjdk-17-jre-headless
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
    /usr/bin/python3 -c "import uno" 2>/dev/null || missing="$missing python3-uno"
    command -v fc-list >/dev/null && fc-list :lang=zh-cn | grep -q . ||
        missing="$missing fontconfig fonts-noto-cjk"
fi
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
