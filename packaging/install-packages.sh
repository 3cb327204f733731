#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# install-packages.sh build|test|bench|peers|ci: installs the Debian packages that are missing. Does nothing, and needs no
# network and no root, when all of them are there.
set -euo pipefail

build=(build-essential cmake ninja-build pkg-config
    qt6-base-dev qt6-svg-dev libqt6svg6 qt6-tools-dev qt6-l10n-tools qt6-translations-l10n libxkbcommon-dev fonts-inter
    libyaml-cpp-dev libgraphviz-dev libboost-dev nlohmann-json3-dev libexpected-dev libfmt-dev libcli11-dev)
test=(librapidcheck-dev libvalijson-dev postgresql xvfb xdotool openbox)
bench=(libbenchmark-dev)
peers=(gringo clasp python3-scipy python3-igraph libgraphblas-dev) # compared with by tests/bench/peers.sh
ci=(clang-format ccache lld git)

case "${1:-build}" in
build) wanted=("${build[@]}") ;;
test) wanted=("${build[@]}" "${test[@]}") ;;
bench) wanted=("${build[@]}" "${test[@]}" "${bench[@]}") ;;
peers) wanted=("${build[@]}" "${test[@]}" "${bench[@]}" "${peers[@]}") ;;
ci) wanted=("${build[@]}" "${test[@]}" "${ci[@]}") ;;
*) echo "usage: $0 build|test|bench|peers|ci" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
        missing+=("$package")
    fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Missing packages: ${missing[*]}. Run as root or install sudo." >&2; exit 1; }
    run=(sudo)
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -q
"${run[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
