#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing, builds release, and runs the main job on the bundled sample: check, simulate, export.
# Then opens the window, or renders it to a picture where there is no display.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/install-packages.sh build
cmake --preset release
cmake --build --preset release

bin=build/release/bin
sample=sample-topologies/rag-assistant
out=build/release/rag-assistant-manifests

say() { printf '\n== %s\n' "$*"; }

# Exit code 1 means "findings" or "a goal is reached": a result, not a failure.
result() { "$@" || [ $? -eq 1 ]; }

say "check: is the segmented design sound?"
result "$bin/fourplanectl" check "$sample/segmented.fourplane.yaml"

for variant in flat segmented; do
    say "simulate: every scenario on the $variant design, under both assumptions"
    result "$bin/fourplanectl" simulate "$sample/$variant.fourplane.yaml" --summary
done

say "export: the manifests of the segmented design"
"$bin/fourplanectl" export "$sample/segmented.fourplane.yaml" -o "$out"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "window"
    exec "$bin/fourplane" "$sample/segmented.fourplane.yaml"
fi
say "window: no display, rendered to a picture"
"$bin/fourplane" --screenshot build/release/window.png --size 1440x900 "$sample/segmented.fourplane.yaml"
echo "$PWD/build/release/window.png"
