#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Renders pictures of the real program, without a display.
#   packaging/screenshots.sh [bin folder]                 those of README and the user guide
#   packaging/screenshots.sh --all FOLDER [bin folder]    every lens, panel and dialog, both themes, at 1x and 2x
set -euo pipefail
cd "$(dirname "$0")/.."
all=
if [ "${1:-}" = --all ]; then
    all=${2:?where to write the pictures}
    shift 2
fi
bin=${1:-build/release/bin}
sample=sample-topologies/rag-assistant/segmented.fourplane.yaml
tenants=sample-topologies/template-multi-tenant/project.fourplane.yaml
flat=sample-topologies/rag-assistant/flat.fourplane.yaml

# shot FILE arguments...
shot() {
    local file=$1
    shift
    "$bin/fourplane" --screenshot "$file" --size 1440x900 "$@"
}

# every FOLDER arguments...: what there is to see, once
every() {
    local folder=$1
    shift
    local name
    for name in all identity network workload data; do
        shot "$folder/lens-$name.png" --lens "$name" "$@" "$sample"
    done
    shot "$folder/panel-timeline.png" --scenario indirect-injection --exploitability marked --pivot 3 "$@" "$flat"
    shot "$folder/panel-findings.png" --panel findings "$@" "$flat"
    shot "$folder/panel-matrix.png" --panel matrix --select ingestion --select llm-server "$@" "$sample"
    shot "$folder/panel-permissions.png" --panel permissions "$@" "$sample"
    shot "$folder/panel-export.png" --panel export --select support-agent "$@" "$sample"
    shot "$folder/panel-history.png" --panel history "$@" "$sample"
    shot "$folder/panel-inspector.png" --select llm-server "$@" "$sample"
    shot "$folder/panel-fields.png" --select llm-server --action AllFields "$@" "$sample"
    shot "$folder/panel-project.png" --action AllFields "$@" "$sample"
    shot "$folder/panel-several.png" --select llm-server --select retriever --select support-agent "$@" "$sample"
    shot "$folder/tenants.png" --lens workload --size 1760x1000 "$@" "$tenants"
    shot "$folder/far-namespaces.png" --zoom 0.15 "$@" "$tenants"
    shot "$folder/far-cluster.png" --zoom 0.04 "$@" "$tenants"
    shot "$folder/folded.png" --action FoldAll "$@" "$sample"
    shot "$folder/minimap.png" --zoom 1.5 "$@" "$sample"
    shot "$folder/start.png" "$@"
    for name in Help Shortcuts About Commands QuickAdd Present Open ExportPicture Describe Tour; do
        shot "$folder/dialog-${name,,}.png" --action "$name" "$@" "$sample"
    done
    for name in Fix Accept; do
        shot "$folder/dialog-${name,,}.png" --panel findings --action "$name" "$@" "$flat"
    done
    shot "$folder/dialog-closepath.png" --scenario indirect-injection --exploitability marked --action ClosePath "$@" "$flat"
    for name in recovery merge message; do
        shot "$folder/dialog-$name.png" --dialog "$name" "$@" "$sample"
    done
}

if [ -n "$all" ]; then
    for theme in light dark; do
        for scale in 1 2; do
            mkdir -p "$all/$theme-${scale}x"
            every "$all/$theme-${scale}x" --theme "$theme" --scale "$scale"
        done
    done
    exit
fi

images=resources/help/images
mkdir -p "$images"
shot "$images/window.png" --theme light --scenario indirect-injection --exploitability marked "$sample"
shot "$images/start.png" --theme light
shot "$images/matrix.png" --theme light --panel matrix --select ingestion --select llm-server "$sample"
shot "$images/permissions.png" --theme dark --panel permissions "$sample"
shot "$images/export.png" --theme light --panel export --select support-agent "$sample"
shot "$images/fields.png" --theme light --select llm-server --action AllFields "$sample"
shot "$images/folded.png" --theme light --action FoldAll "$sample"
shot "$images/tenants.png" --theme light --lens workload --size 1760x1000 "$tenants"
shot "$images/identity.png" --theme light --lens identity "$sample"
shot "$images/data.png" --theme dark --lens data "$sample"
