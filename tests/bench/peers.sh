#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# peers.sh [N...]: compares the attack kernels with programs that Debian packages, on the same topologies in one run
# (sizes 1000 and 10000 unless told otherwise): gringo, which is also an independent oracle for the fix-point, clasp,
# scipy, igraph and SuiteSparse:GraphBLAS. Run by hand; no part of the tests and of CI. Needs
#   packaging/install-packages.sh peers     (gringo clasp python3-scipy python3-igraph libgraphblas-dev)
#   cmake --preset bench -DFOURPLANE_BUILD_UI=OFF && cmake --build --preset bench --target bench_AttackKernels
# or BENCH=path of bench_AttackKernels.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bench=${BENCH:-$here/../../build/bench/bin/bench_AttackKernels}
[ -x "$bench" ] || { echo "$bench is missing: build the target bench_AttackKernels, or set BENCH." >&2; exit 1; }
missing=()
for package in gringo clasp python3-scipy python3-igraph libgraphblas-dev; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] || { echo "Missing packages: ${missing[*]} (packaging/install-packages.sh peers)" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/graphblas_reach" "$here/graphblas_reach.c" -lgraphblas
for size in "${@:-1000 10000}"; do
    for one in $size; do
        for shape in seg lax; do
            mkdir -p "$work/$one-$shape"
            "$bench" --emit "$one" "$shape" "$work/$one-$shape"
            # The system's own Python: that is the one whose modules Debian packages.
            /usr/bin/python3 "$here/peers.py" "$work/$one-$shape" "$shape" "$work/graphblas_reach"
            rm -rf "${work:?}/$one-$shape"
        done
    done
done
