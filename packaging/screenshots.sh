#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Renders README's screenshot from the real program, without a display. Usage: packaging/screenshots.sh [bin folder]
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${1:-build/release/bin}
mkdir -p resources/help/images
"$bin/fourplane" --screenshot resources/help/images/window.png --size 1440x900 --theme light \
    --scenario indirect-injection --exploitability marked sample-topologies/rag-assistant/segmented.fourplane.yaml
