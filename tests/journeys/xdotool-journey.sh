#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Draws the RAG assistant from an empty window of the real program, on an X server of its own, with the events of a
# mouse and a keyboard, saves it, and asks fourplanectl about the file. Fails when it took 60 actions or more.
#   xdotool-journey.sh BIN_FOLDER [PICTURE_FOLDER]
# An action is a key with its modifiers, a text typed in one go, a click, or a drag. Ends with 77 when a tool is missing
# (1 with FOURPLANE_REQUIRE_ALL=1).
set -euo pipefail
bin=${1:?the folder of the programs}
pictures=${2:-}

for tool in Xvfb openbox xdotool; do
    if ! command -v "$tool" >/dev/null; then
        echo "SKIP: $tool is not installed (packaging/install-packages.sh test)"
        [ "${FOURPLANE_REQUIRE_ALL:-}" = 1 ] && exit 1
        exit 77
    fi
done

work=$(mktemp -d)
pids=()
finish() {
    local status=$?
    [ "$status" -eq 0 ] || cat "$work"/*.log >&2 || true
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# The server says itself which display is free.
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
pids+=($!)
for _ in $(seq 100); do
    [ -s "$work/display" ] && break
    sleep 0.1
done
export DISPLAY=:$(cat "$work/display")
export QT_QPA_PLATFORM=xcb XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work LC_ALL=C.UTF-8 LANGUAGE=en
export HOME=$work
server=${pids[0]}
openbox >"$work/openbox.log" 2>&1 &
pids+=($!)
"$bin/fourplane" >"$work/fourplane.log" 2>&1 &
pids+=($!)
program=$!
# Asked again and again: a search that waits by itself may miss a window that the window manager is taking over.
window=
for _ in $(seq 120); do
    window=$(timeout 5 xdotool search --onlyvisible --name 'Fourplane' 2>/dev/null | tail -1) || true
    [ -z "$window" ] || break
    sleep 0.5
done
[ -n "$window" ] || { echo "the window did not come"; exit 1; }
xdotool windowmove "$window" 0 0 windowsize "$window" 1600 1000
for _ in $(seq 10); do
    timeout 5 xdotool windowactivate --sync "$window" && break
done
[ "$(xdotool getactivewindow)" = "$window" ] || { echo "the window cannot be made the active one"; exit 1; }
sleep 1

# What the threads of server and program do: "S" for each that waits, and the time that they have used.
doings() {
    cat /proc/"$server"/task/*/stat /proc/"$program"/task/*/stat 2>/dev/null | sed 's/^.*) //' | cut -d' ' -f1,12,13 || true
}
# Somebody looks before they go on: until server and program have nothing left to do, however busy the machine is.
settle() {
    local before="" now calm=0
    for _ in $(seq 300); do
        sleep 0.04
        now=$(doings)
        if [ "$now" = "$before" ] && ! grep -q '^[RD]' <<<"$now"; then
            calm=$((calm + 1))
        else
            calm=0
        fi
        [ "$calm" -lt 3 ] || return 0
        before=$now
    done
}

actions=0
key() {
    xdotool key --clearmodifiers "$1"
    actions=$((actions + 1))
    settle
}
text() {
    xdotool type --delay 15 "$1"
    actions=$((actions + 1))
    settle
}
click() {
    xdotool mousemove "$1" "$2"
    settle
    xdotool click 1
    actions=$((actions + 1))
    settle
}
# drag FROM_X FROM_Y TO_X TO_Y, with the pointer passing over what lies between
drag() {
    xdotool mousemove "$1" "$2"
    settle
    xdotool mousedown 1
    settle
    for part in 1 2 3 4; do
        xdotool mousemove $((($1 * (4 - part) + $3 * part) / 4)) $((($2 * (4 - part) + $4 * part) / 4))
        settle
    done
    xdotool mouseup 1
    actions=$((actions + 1))
    settle
}
picture() {
    [ -z "$pictures" ] || import -window root "$pictures/xdotool-$1.png"
}

# add WORDS: what they find first
add() {
    key slash
    text "$1"
    key Return
}
# note X Y TEXT: with its upper left corner where the pointer is
note() {
    xdotool mousemove "$1" "$2"
    settle
    key n
    text "$3"
    click 900 600 # where nothing lies
}
# place SECTION ID: where it stands on the canvas, "LEFT TOP" in scene units, from the saved file
place() {
    awk -v section="  $1:" -v id="    $2:" '
        /^[^ ]/ { inside = 0 }
        /^  [^ ]/ { inside = $0 == section; found = 0 }
        inside && /^    [^ ]/ { found = $0 == id; if (found) seen = 1 }
        inside && found && /^      left:/ { left = $2 }
        inside && found && /^      top:/ { top = $2 }
        END { if (!seen) exit 1; printf "%d %d", left, top }' "$file"
}
# connect FROM TO: over the card, from the handle on its left edge to the other card
connect() {
    local from to middle=31
    from=($(place placements "$1"))
    to=($(place placements "$2"))
    [ "$1" != user-group ] || middle=23 # what lies outside has a lower card
    local x=$((origin_x + from[0])) y=$((origin_y + from[1] + middle))
    xdotool mousemove $((x + 20)) "$y"
    settle
    drag $((x - 9)) "$y" $((origin_x + to[0] + 60)) $((origin_y + to[1] + 22))
}

file=$work/drawn.fourplane.yaml
xdotool mousemove 700 400
for words in customers gateway agent retr vllm vec minio ingestion mail egress openai; do
    add "$words"
done
picture added
key ctrl+l
sleep 3
key ctrl+0
click 900 600 # the canvas has the keyboard from now on
# A note tells how the canvas lies on the screen, at 100 %.
corner_x=240 corner_y=122
note $corner_x $corner_y "RAG assistant"
picture noted
key ctrl+s
sleep 1
text "$file"
key Return
sleep 1
[ -s "$file" ] || { picture failed; echo "the project was not saved"; exit 1; }
corner=($(place notes note))
origin_x=$((corner_x - corner[0]))
origin_y=$((corner_y - corner[1]))
picture laid-out

connect user-group gateway
connect gateway agent
connect agent retriever
connect agent model-endpoint
connect retriever vector-store
connect ingestion-pipeline document-store
connect ingestion-pipeline vector-store
connect agent tool
connect model-endpoint egress-proxy
connect egress-proxy hosted-llm
picture connected
# What is declared is permitted: the tab, then the button that the tab shows.
key ctrl+k
text "Permit what is declared"
key Return
key ctrl+s
sleep 1
picture saved

flows=$(awk '/^[^ ]/ { inside = $0 == "flows:" } inside && /^  [^ ]/ { n++ } END { print n + 0 }' "$file")
workloads=$(awk '/^[^ ]/ { inside = $0 == "workloads:" } inside && /^  [^ ]/ { n++ } END { print n + 0 }' "$file")
rules=$(awk '/^[^ ]/ { inside = $0 == "allowRules:" } inside && /^  [^ ]/ { n++ } END { print n + 0 }' "$file")
echo "drawn and saved in $actions actions: $workloads workloads, $flows flows, $rules permissions"
status=0
"$bin/fourplanectl" check "$file" >"$work/check.log" 2>&1 || status=$?
[ "$status" -le 1 ] || { echo "fourplanectl cannot read what was saved"; exit 1; }
"$bin/fourplanectl" why "$file" retriever vector-store >"$work/why.log" 2>&1 || [ $? -le 1 ]
# Each on a line of its own: what stands before "&&" does not end a script.
failed=0
expect() { [ "$2" -eq "$3" ] || { echo "$1: $2 instead of $3"; failed=1; }; }
expect workloads "$workloads" 9
expect flows "$flows" 10
expect permissions "$rules" 10
[ "$actions" -lt 60 ] || { echo "60 actions or more"; failed=1; }
exit "$failed"
