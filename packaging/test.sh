#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing, builds with warnings as errors, runs every test. Arguments go to ctest, for instance
# `packaging/test.sh -L corpora`.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/install-packages.sh test
cmake --preset dev
cmake --build --preset dev
ctest --preset dev -j"$(nproc)" "$@"

# ctest counts a skipped test function as passed: say which were skipped.
if grep -h '^SKIP ' build/dev/Testing/Temporary/LastTest.log; then
    echo "The test functions above were skipped."
fi
