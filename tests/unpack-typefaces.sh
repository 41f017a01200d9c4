#!/bin/sh
# Unpack the typefaces of Debian's packages into a folder, without installing them: what is
# installed changes how every other document is printed. Nothing is done where it is there.
set -eu

packages="fonts-arphic-uming fonts-arphic-ukai fonts-arphic-gbsn00lp fonts-arphic-gkai00mp
    fonts-wqy-zenhei fonts-wqy-microhei fonts-liberation"

mkdir -p "${1:-build/typefaces}"
cd "${1:-build/typefaces}"
[ ! -e complete ] || exit 0
fresh=$(mktemp -d "$PWD/unpacked.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
cd "$fresh"
# shellcheck disable=SC2086
apt-get download -qq $packages 2>/dev/null || {
    as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    $as_root apt-get update -qq
    apt-get download -qq $packages
}
for package in *.deb; do
    dpkg-deb -x "$package" .
done
find usr -name "*.tt[cf]" -type f -exec mv -f {} .. \;
touch ../complete
