# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
#
# Tries out what was simulated, through kubectl, and prints the results as TAP. For POSIX shells.
#
# What it does to the cluster: it reads pods, opens connections and sends requests from pods that run already (kubectl
# exec), asks what service accounts may do (kubectl auth can-i, which needs the right to impersonate them), and offers pods
# to admission without making them (--dry-run=server). With --image it also puts an ephemeral container into each pod it
# probes from; Kubernetes cannot take that out again before the pod is replaced. It creates, changes and deletes nothing
# else. Requests with other methods than GET, HEAD and OPTIONS are sent only with --send-writes.
#
# What it cannot see: rights inside stores and tools (do those by hand, probes.yaml lists them), what attackers do who leave
# their own proxy aside, callers outside the cluster, pods that do not exist, UDP. A connection that is refused is no proof
# either way: a closed port and a network plugin that rejects look alike. Between members of a mesh the own proxy takes
# every connection, so only an HTTP answer says something. Whatever is not certain is skipped, with the reason.

set -u

image= send_writes= only= dry_run= context= outside= timeout=5
total=0 passed=0 failed=0 skipped=0 debugged=' '

usage() {
    cat <<'USAGE'
usage: sh probe.sh [--context NAME] [--image IMAGE] [--send-writes] [--only TEXT] [--outside HOST]
                   [--timeout SECONDS] [--dry-run]
  --context NAME     kubectl context to use
  --image IMAGE      probe from ephemeral containers with this image (it needs curl, or python3) instead of from the
                     containers that run; they stay in the pods until these are replaced
  --send-writes      also send requests that may change something (POST, PUT, PATCH, DELETE)
  --only TEXT        only probes whose id contains TEXT
  --outside HOST     host or address outside the cluster that stands for those which the design does not name
  --timeout SECONDS  how long to wait for an answer (5)
  --dry-run          print what would be tried and run nothing
exit codes: 0 nothing failed, 1 a probe failed, 2 usage or no kubectl, 3 every probe was skipped
USAGE
}

while [ $# -gt 0 ]; do
    case $1 in
    --context | --image | --only | --outside | --timeout)
        [ $# -ge 2 ] || { usage >&2; exit 2; }
        case $1 in
        --context) context=$2 ;;
        --image) image=$2 ;;
        --only) only=$2 ;;
        --outside) outside=$2 ;;
        --timeout) timeout=$2 ;;
        esac
        shift
        ;;
    --send-writes) send_writes=1 ;;
    --dry-run) dry_run=1 ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
    shift
done
case $timeout in
'' | *[!0-9]* | 0*) echo 'probe.sh: --timeout takes a number of seconds' >&2; exit 2 ;;
esac

if [ -z "$dry_run" ] && ! command -v kubectl >/dev/null 2>&1; then
    echo 'probe.sh: kubectl is not installed' >&2
    exit 2
fi

kc() {
    if [ -n "$context" ]; then
        kubectl --context "$context" "$@"
    else
        kubectl "$@"
    fi
}

# wanted ID: whether --only asks for the probe.
wanted() {
    case $1 in
    *"$only"*) return 0 ;;
    esac
    return 1
}

# report OK|FAIL|SKIP ID TEXT [DETAIL]
report() {
    total=$((total + 1))
    case $1 in
    OK) passed=$((passed + 1)); printf 'ok %s - %s: %s\n' "$total" "$2" "$3" ;;
    FAIL) failed=$((failed + 1)); printf 'not ok %s - %s: %s\n' "$total" "$2" "$3" ;;
    SKIP) skipped=$((skipped + 1)); printf 'ok %s - %s: %s # SKIP %s\n' "$total" "$2" "$3" "$4" ;;
    esac
    if [ "$1" = FAIL ]; then printf '# %s\n' "$4"; fi
}

# first_pod NAMESPACE SELECTOR: name and address of a running pod, or nothing.
first_pod() {
    kc get pods -n "$1" -l "$2" --field-selector=status.phase=Running \
        -o 'jsonpath={.items[0].metadata.name} {.items[0].status.podIP}' 2>/dev/null
}

# service_before NAMESPACE ADDRESS PORT: name and port of a Service that leads to the port of the pod, or nothing.
service_before() {
    kc get endpointslices -n "$1" -o 'jsonpath={range .items[*]}{.metadata.labels.kubernetes\.io/service-name}{"|,"}{range .ports[*]}{.name}{"="}{.port}{","}{end}{"|,"}{range .endpoints[*]}{.addresses[0]}{","}{end}{"\n"}{end}' 2>/dev/null |
        while IFS='|' read -r service ports addresses; do
            case $addresses in
            *",$2,"*) ;;
            *) continue ;;
            esac
            case $ports in
            *"=$3,"*) ;;
            *) continue ;;
            esac
            name=${ports%%"=$3,"*}
            name=${name##*,}
            if [ -n "$name" ]; then filter="?(@.name==\"$name\")"; else filter=0; fi
            number=$(kc get service -n "$1" "$service" -o "jsonpath={.spec.ports[$filter].port}" 2>/dev/null </dev/null)
            if [ -n "$number" ]; then
                printf '%s.%s.svc %s\n' "$service" "$1" "$number"
                break
            fi
        done
}

# Runs in a container: $1 tcp|http, $2 host, $3 port, $4 seconds, $5 method, $6 path, $7 Host header. Prints one word:
# open, answered, rbac, unavailable, timeout, refused, closed, unresolved, notool.
# shellcheck disable=SC2016
in_container='
kind=$1 host=$2 port=$3 wait=$4 method=${5:-GET} path=${6:-/} name=${7:-}
case $host in *:*) shown="[$host]" ;; *) shown=$host ;; esac
if command -v curl >/dev/null 2>&1; then
    if [ "$kind" = tcp ]; then
        connected=$(curl -s -g -o /dev/null --noproxy "*" --connect-timeout "$wait" -m "$wait" -w "%{time_connect}" "http://$shown:$port/" 2>/dev/null)
        code=$?
        case $connected in *[1-9]*) echo open; exit 0 ;; esac
    else
        body=$(curl -s -g -i --path-as-is --noproxy "*" --connect-timeout "$wait" -m "$wait" ${name:+-H "Host: $name"} -X "$method" "http://$shown:$port$path" 2>/dev/null)
        code=$?
        case $body in
        *"RBAC: access denied"* | *"l5d-proxy-error: unauthorized"*) echo rbac; exit 0 ;;
        *"onnection timeout"*) echo timeout; exit 0 ;;
        *"onnect error: 111"* | *"onnection refused"*) echo refused; exit 0 ;;
        *"upstream connect error"*) echo closed; exit 0 ;;
        *"no healthy upstream"* | *"l5d-proxy-error"*) echo unavailable; exit 0 ;;
        HTTP/*) echo answered; exit 0 ;;
        esac
    fi
    case $code in
    1 | 8) echo answered ;;
    6) echo unresolved ;;
    7) echo refused ;;
    28) echo timeout ;;
    *) echo closed ;;
    esac
    exit 0
fi
if command -v python3 >/dev/null 2>&1; then
    exec python3 -c "
import sys, socket, http.client
kind, host, port, wait, method, path, name = sys.argv[1:8]
try:
    if kind == \"tcp\":
        socket.create_connection((host, int(port)), float(wait)).close()
        print(\"open\")
    else:
        c = http.client.HTTPConnection(host, int(port), timeout=float(wait))
        c.request(method, path, headers={\"Host\": name} if name else {})
        r = c.getresponse()
        proxy = r.getheader(\"l5d-proxy-error\") or \"\"
        body = r.read(4096).decode(\"utf-8\", \"replace\")
        if \"RBAC: access denied\" in body or proxy.startswith(\"unauthorized\"): print(\"rbac\")
        elif \"onnection timeout\" in body: print(\"timeout\")
        elif \"onnect error: 111\" in body or \"onnection refused\" in body: print(\"refused\")
        elif \"upstream connect error\" in body: print(\"closed\")
        elif \"no healthy upstream\" in body or proxy: print(\"unavailable\")
        else: print(\"answered\")
except (socket.timeout, TimeoutError): print(\"timeout\")
except ConnectionRefusedError: print(\"refused\")
except socket.gaierror: print(\"unresolved\")
except http.client.BadStatusLine as e: print(\"answered\" if e.args and e.args[0].strip(\"\x27\") and not isinstance(e, http.client.RemoteDisconnected) else \"closed\")
except OSError: print(\"closed\")
" "$kind" "$host" "$port" "$wait" "$method" "$path" "$name"
fi
if [ "$kind" = tcp ] && command -v nc >/dev/null 2>&1; then
    before=$(date +%s)
    if nc -z -w "$wait" "$host" "$port" >/dev/null 2>&1; then echo open; exit 0; fi
    if [ $(($(date +%s) - before)) -ge "$wait" ]; then echo timeout; else echo refused; fi
    exit 0
fi
echo notool'

# container_for NAMESPACE POD CONTAINER: the container to probe from; makes an ephemeral one with --image.
container_for() {
    chosen=$3
    [ -n "$image" ] || return 0
    chosen=fourplane-probe-$$
    case $debugged in
    *" $1/$2 "*) return 0 ;;
    esac
    kc debug -n "$1" "$2" --image="$image" --profile=restricted -c "$chosen" -- sleep 3600 >/dev/null 2>&1 || return 1
    tries=0
    while [ "$tries" -lt 30 ]; do
        state=$(kc get pod -n "$1" "$2" \
            -o "jsonpath={.status.ephemeralContainerStatuses[?(@.name==\"$chosen\")].state.running.startedAt}" 2>/dev/null)
        if [ -n "$state" ]; then
            debugged="$debugged$1/$2 "
            return 0
        fi
        tries=$((tries + 1))
        sleep 1
    done
    return 1
}

# judge PLANE OUTCOME MTLS PROXIED: what the outcome says about the plane: allowed, denied or unclear.
judge() {
    case $1/$2 in
    network/answered | network/rbac) echo allowed ;;
    network/open) if [ "$4" = 1 ] || [ "$3" = 1 ]; then echo unclear; else echo allowed; fi ;;
    network/timeout) echo denied ;;
    network/closed) if [ "$3" = 1 ]; then echo denied; else echo unclear; fi ;;
    identity/answered) echo allowed ;;
    identity/rbac) echo denied ;;
    *) echo unclear ;;
    esac
}

# request ID EXPECTED PLANE TEXT MTLS PROXIED KIND METHOD PATH HOST SOURCE_NAMESPACE SOURCE_SELECTOR CONTAINER PORT
#         pod NAMESPACE SELECTOR | service NAMESPACE SELECTOR | host NAME | outside
request() {
    wanted "$1" || return 0
    id=$1 expected=$2 plane=$3 text=$4 mtls=$5 proxied=$6 kind=$7 method=$8 path=$9
    shift 9
    host_header=$1 source_namespace=$2 source_selector=$3 container=$4 port=$5 target=$6
    shift 6
    case $method in
    GET | HEAD | OPTIONS) ;;
    *)
        if [ -z "$send_writes" ]; then
            report SKIP "$id" "$text" "$method may change something; --send-writes sends it"
            return 0
        fi
        ;;
    esac
    if [ -n "$dry_run" ]; then
        report SKIP "$id" "$text" "dry run: would try $kind from $source_namespace ($source_selector), expecting $expected"
        return 0
    fi
    found=$(first_pod "$source_namespace" "$source_selector")
    source_pod=${found%% *}
    if [ -z "$source_pod" ]; then
        report SKIP "$id" "$text" "no pod runs in $source_namespace with $source_selector"
        return 0
    fi
    case $target in
    host) address=$1 ;;
    outside)
        address=$outside
        if [ -z "$address" ]; then
            report SKIP "$id" "$text" "the design names no address of it; --outside gives one"
            return 0
        fi
        ;;
    *)
        found=$(first_pod "$1" "$2")
        address=${found#* }
        if [ -z "$address" ]; then
            report SKIP "$id" "$text" "no pod runs in $1 with $2"
            return 0
        fi
        ;;
    esac
    if [ "$target" = service ]; then
        found=$(service_before "$1" "$address" "$port")
        if [ -z "$found" ]; then
            report SKIP "$id" "$text" "no Service leads to port $port of $address, and a sidecar would send plaintext to it"
            return 0
        fi
        address=${found% *}
        port=${found##* }
    fi
    if ! container_for "$source_namespace" "$source_pod" "$container"; then
        report SKIP "$id" "$text" "the ephemeral container did not start in $source_namespace/$source_pod"
        return 0
    fi
    outcome=$(kc exec -n "$source_namespace" "$source_pod" -c "$chosen" -- sh -c "$in_container" probe \
        "$kind" "$address" "$port" "$timeout" "$method" "$path" "$host_header" 2>/dev/null </dev/null)
    case $outcome in
    notool) report SKIP "$id" "$text" "the image has no curl, python3 or nc; --image brings one"; return 0 ;;
    '') report SKIP "$id" "$text" "kubectl exec gave no answer: no shell in the image, or no right to use it"; return 0 ;;
    unresolved) report SKIP "$id" "$text" "the name $address was not resolved"; return 0 ;;
    esac
    seen=$(judge "$plane" "$outcome" "$mtls" "$proxied")
    if [ "$seen" = unclear ]; then
        report SKIP "$id" "$text" "outcome \"$outcome\" says nothing certain about the $plane plane"
    elif [ "$seen" = "$expected" ]; then
        report OK "$id" "$text"
    else
        report FAIL "$id" "$text" "expected $expected on the $plane plane, but the outcome is \"$outcome\": $seen"
    fi
}

# may ID EXPECTED TEXT ACCOUNT_NAMESPACE ACCOUNT NAMESPACE SUBRESOURCE VERB RESOURCE [NAME]
# An empty NAMESPACE asks about the whole cluster.
may() {
    wanted "$1" || return 0
    id=$1 expected=$2 text=$3 home=$4 account=$5 where=$6 subresource=$7
    shift 7
    if [ -n "$dry_run" ]; then
        report SKIP "$id" "$text" "dry run: would ask kubectl auth can-i, expecting $expected"
        return 0
    fi
    set -- auth can-i "$@" --as="system:serviceaccount:$home:$account" --as-group=system:serviceaccounts \
        --as-group="system:serviceaccounts:$home" --as-group=system:authenticated
    if [ -n "$subresource" ]; then set -- "$@" --subresource="$subresource"; fi
    if [ -n "$where" ]; then set -- "$@" -n "$where"; else set -- "$@" --all-namespaces; fi
    answer=$(kc "$@" 2>/dev/null)
    case $answer in
    yes) seen=allowed ;;
    no | "no - "*) seen=denied ;;
    *) report SKIP "$id" "$text" "kubectl auth can-i gave no answer: do you have the right to impersonate?"; return 0 ;;
    esac
    if [ "$seen" = "$expected" ]; then
        report OK "$id" "$text"
    else
        report FAIL "$id" "$text" "expected $expected, but the API server says: $answer"
    fi
}

# admission ID EXPECTED TEXT NAMESPACE, the pod on standard input
admission() {
    pod=$(cat)
    wanted "$1" || return 0
    if [ -n "$dry_run" ]; then
        report SKIP "$1" "$3" "dry run: would offer a pod to admission, expecting $2"
        return 0
    fi
    if answer=$(printf '%s\n' "$pod" | kc create --dry-run=server -n "$4" -f - 2>&1); then
        seen=allowed
    else
        case $answer in
        *"violates PodSecurity"*) seen=denied ;;
        *) report SKIP "$1" "$3" "refused for another reason than Pod Security, or no right to create pods"; return 0 ;;
        esac
    fi
    if [ "$seen" = "$2" ]; then
        report OK "$1" "$3"
    else
        report FAIL "$1" "$3" "expected $2, but it is $seen"
    fi
}

# by_hand ID TEXT REASON
by_hand() {
    wanted "$1" || return 0
    report SKIP "$1" "$2" "by hand: $3"
}

finish() {
    printf '1..%s\n# %s as expected, %s not, %s skipped\n' "$total" "$passed" "$failed" "$skipped"
    if [ "$failed" -gt 0 ]; then exit 1; fi
    if [ "$passed" -eq 0 ] && [ "$total" -gt 0 ] && [ -z "$dry_run" ]; then exit 3; fi
    exit 0
}

echo 'TAP version 13'
if [ -z "$dry_run" ]; then
    printf '# context: %s\n' "$(kc config current-context 2>/dev/null || echo unknown)"
fi
