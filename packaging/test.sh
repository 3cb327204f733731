#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing, builds with warnings as errors, runs every test. Arguments go to ctest, for instance
# `packaging/test.sh -L corpora`.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/install-packages.sh test
cmake --preset test
cmake --build --preset test
ctest --preset test -j"$(nproc)" "$@"

# ctest shows nothing of a test that passes: say what was compared with corpora and with evaluators of others.
sed -n 's/^QINFO *: *//p' build/test/Testing/Temporary/LastTest.log | grep -E 'random|manifests|requests' || true

# ctest counts a skipped test function as passed: say which were skipped.
if grep -h '^SKIP ' build/test/Testing/Temporary/LastTest.log; then
    echo "The test functions above were skipped."
fi
