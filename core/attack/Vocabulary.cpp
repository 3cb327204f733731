// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Vocabulary.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fourplane {

namespace {

using enum RelationClass;

constexpr Relation design(
    std::string_view name, std::string_view subject, std::string_view object, std::string_view meaning)
{
    return { name, Design, subject, object, meaning };
}

constexpr Relation attacker(std::string_view name, std::string_view subject, std::string_view meaning)
{
    return { name, Attacker, subject, {}, meaning };
}

constexpr Relation position(std::string_view name, std::string_view subject, std::string_view meaning)
{
    return { name, Attacker, subject, {}, meaning, Plane::Network, true };
}

constexpr Relation question(std::string_view name, Plane plane, std::string_view subject,
    std::string_view object, std::string_view meaning)
{
    return { name, Question, subject, object, meaning, plane };
}

constexpr std::array table {
    position("foothold", "compute", "the attacker runs code in {0}"),
    position("net", "endpoint", "the attacker can send packets from {0}"),
    attacker("held", "identity", "the attacker has a credential of {0}"),
    attacker("mesh_key", "identity", "the attacker has the mesh certificate of {0}"),
    attacker("admin", "identity", "the attacker can make {0} a cluster administrator"),
    attacker("influenced", "model", "untrusted text of the attacker is in the context of {0}"),
    attacker("steered", "model", "the attacker decides what {0} says, and nothing marks it as untrusted"),
    attacker("answers", "model", "the attacker reads the answers of {0}"),
    attacker("controlled", "tool", "{0} is called as the attacker wishes"),
    attacker("written", "source", "the attacker decides text in {0}"),
    attacker("read", "element", "the attacker has read {0}"),
    attacker("host", "node", "the attacker is root on a node of {0}"),
    attacker("node_credential", "node", "the attacker has the kubelet's identity on a node of {0}"),
    attacker("leaked", "element", "data leaves the organisation through {0}, or {0} has left it"),
    attacker("reached", "secret", "the attacker has {0} or may use it"),
    attacker("unproxied", "compute", "the attacker sends from {0} past its mesh sidecar"),
    attacker("on_network", "node", "the attacker sends packets from the host network of a node of {0}"),
    attacker("drained", "element", "the attacker uses {0} at the organisation's cost"),
    attacker("blinded", "collection", "evidence in {0} can no longer be relied on"),

    design("runs_as", "compute", "identity", "{0} runs as {1}"),
    design("runs_on", "compute", "node", "pods of {0} can be placed on {1}"),
    design("in_namespace", "compute", "namespace", "{0} is in namespace {1}"),
    design("belongs_to", "identity", "namespace", "{0} is a service account of namespace {1}"),
    design("exploitable", "compute", {}, "{0} is assumed to run code of whoever can send it requests"),
    design("escapable", "compute", {}, "the container of {0} is assumed to have a runtime weakness"),
    design("token_unmounted", "compute", {}, "no service account token is mounted in {0}"),
    design("in_mesh", "compute", {}, "{0} has a mesh sidecar"),
    design("no_secrets_in_env", "compute", {}, "{0} has no credentials in its environment"),
    design("no_host_paths", "compute", {}, "{0} mounts no sensitive folder of its node"),
    design("host_paths", "compute", {}, "{0} mounts a sensitive folder of its node"),
    design("sandboxed", "compute", {}, "{0} runs in a sandboxed runtime"),
    design("short_lived", "identity", {}, "credentials of {0} live an hour or less"),

    design("serves", "endpoint", "collection", "{0} serves {1}"),
    design("anonymous", "collection", {}, "the store of {0} lets everybody in"),
    design("needs_credential", "collection", {}, "the store of {0} wants a credential"),
    design("vector_data", "collection", {}, "{0} holds embeddings"),
    design("plain_data", "collection", {}, "{0} holds data other than embeddings"),
    design("context_data", "collection", {}, "a model reads {0}"),
    design("other_data", "collection", {}, "no model reads {0}"),
    design("entitled", "identity", "collection", "{0} has a grant on {1}"),
    design("opens", "element", "element", "{0} gives a credential that may open {1}"),
    design("filtered", "collection", {}, "the store gives each tenant only its own rows of {0}"),
    design("fills", "compute", "collection", "{0} writes to {1} as part of its work"),
    design("loads", "compute", "collection", "{0} loads models from {1} as part of its work"),
    design("safe_models_only", "compute", {}, "{0} loads no artefact that can carry code"),

    design("feeds", "source", "model", "text of {0} reaches the context of {1}"),
    design("feeds_marked", "source", "model", "text of {0} reaches {1}, known as not trusted"),
    design("feeds_trusted", "source", "model", "text of {0} reaches {1} and passes as trusted"),
    design("ingests", "compute", "source", "{0} takes text in from {1}"),
    design("consults", "compute", "model", "{0} asks {1} as part of its work"),
    design("relays", "compute", "model", "{0} passes requests of its callers on to {1}"),
    design("wired", "model", "tool", "{0} calls {1} as a tool"),
    design("shown_by", "model", "compute", "{1} shows what {0} says"),
    design("delegates", "model", "tool", "{0} calls {1} with the user's own rights"),
    design("approved_by_policy", "model", "tool", "a policy decision point approves calls of {0} to {1}"),
    design("approved_by_human", "model", "tool", "a person approves calls of {0} to {1}"),
    design("locked_by_provenance", "model", "tool",
        "{0} may not call {1} once untrusted text is in its context"),
    design("executes_model_output", "compute", {}, "{0} runs code that a model wrote"),
    design("sends_outside", "compute", {}, "{0} delivers content outside"),
    design("fetches_urls", "compute", {}, "{0} fetches addresses that its caller chooses"),
    design("shows_links_inert", "compute", {}, "{0} fetches no links or images of what it shows"),
    design("accepts_anonymous", "compute", {}, "{0} answers callers that it does not know"),
    design("authenticates", "compute", {}, "{0} authenticates its callers"),

    design("attacker_owned", "external", {}, "the attacker has servers in {0}"),
    design("attacker_writable", "external", {}, "the attacker can own an account in {0}"),
    design("proxies", "compute", "external", "{0} is an egress proxy that may be asked for {1}"),
    design(
        "checks_tenant", "compute", "external", "{0} lets only the organisation's own account in {1} pass"),

    design("may_use_api_of", "identity", "namespace", "{0} may try the Kubernetes API for namespace {1}"),
    design("secrets_refused", "identity", "namespace", "no role lets {0} read secrets of {1}"),
    design("pods_refused", "identity", "namespace", "no role lets {0} create pods in {1}"),
    design("can_exec_in", "identity", "namespace", "a role lets {0} exec into or patch pods of {1}"),
    design("can_request_tokens", "identity", "namespace",
        "a role lets {0} request tokens of, or impersonate, service accounts of {1}"),
    design("can_become_admin", "identity", {}, "a role lets {0} bind, escalate or impersonate cluster roles"),
    design("can_proxy_nodes", "identity", {}, "a role lets {0} use the kubelets of all nodes"),
    design("can_mount_nodes", "identity", {}, "a role lets {0} make volumes of any folder of a node"),
    design("can_relax_admission", "identity", "namespace",
        "a role lets {0} change the labels of {1}, and with them its Pod Security level"),
    design("keeps", "namespace", "identity", "secrets of {0} hold credentials of {1}"),
    design("places_on", "namespace", "node", "a pod of {0} can be placed on {1}"),
    design("is_metadata_service", "external", {}, "{0} is the metadata service of the cloud"),

    design("given", "compute", "secret", "pods of {0} are given {1}"),
    design("works_with", "compute", "secret", "{0} uses {1} as part of its work"),
    design("stores_secret", "namespace", "secret", "{1} is a Secret of {0}"),
    design("contains", "collection", "secret", "the value of {1} is in {0}"),
    design("keeps_secret", "endpoint", "secret", "{0} is the secret store that keeps {1}"),
    design("out_of_reach", "identity", "secret", "no role lets {0} come to {1}"),
    design("may_fetch", "identity", "secret", "the secret store gives {1} to {0}"),
    design("opens_store", "secret", "collection", "{0} opens the store of {1}"),
    design("enrols_in", "secret", "external", "{0} lets a device into {1}"),
    design("signs_for", "secret", "identity", "{0} makes credentials of {1}"),
    design("kept_inside", "secret", {}, "{0} never leaves the key store that signs with it"),
    design("bound_to_holder", "secret", {}, "{0} is worth nothing in other hands"),
    design("useless_to", "secret", "endpoint", "{0} is bound to holders, and {1} is none of them"),
    design("expires_soon", "secret", {}, "{0} lives an hour or less"),
    design("approves_devices", "external", {}, "{0} lets no device in without approval"),
    design("job_scoped", "identity", {}, "credentials of {0} end with the job that got them"),
    design("connects_to", "identity", "external", "{0} has rights in {1}"),
    design("limited_rights", "identity", {}, "the rights of {0} in other places are limited to its needs"),
    design("node_role", "node", "cloud-role", "the metadata service gives nodes of {0} the role {1}"),
    design("may_assume", "identity", "cloud-role", "{0} may take on the cloud role {1}"),
    design("keyless", "cloud-role", {}, "{0} has no static keys"),

    design("runs_tenant_code", "compute", {}, "{0} runs code of customers by design"),
    design("runs_submitted_jobs", "compute", {}, "{0} starts code for whoever may call it"),
    design("loads_from_config", "compute", {}, "data that {0} takes in decides what it loads, and how"),
    design("parses_apart", "compute", {}, "{0} parses in short-lived pods without account and egress"),
    design("takes_in", "compute", "source", "content of {1} comes to {0}, over others too"),
    design("installs", "compute", "collection", "{0} runs or installs what is in {1}"),
    design("runs_image_of", "compute", "collection", "an image of {0} comes from {1}"),
    design("images_pinned", "compute", {}, "all images of {0} are pinned by digest"),
    design("inputs_pinned", "compute", {}, "packages and actions of {0} are pinned by hash"),
    design("tools_pinned", "compute", {}, "tools of {0} are on a list and pinned by hash"),
    design("verifies_models", "compute", {}, "{0} checks signature or hash of what it loads"),
    design("holds_models", "collection", {}, "{0} holds models"),
    design("holds_images", "collection", {}, "{0} holds container images"),
    design("holds_packages", "collection", {}, "{0} holds packages"),
    design("holds_code", "collection", {}, "{0} holds code, workflows or actions"),
    design("holds_tools", "collection", {}, "{0} holds tools of agents"),
    design("holds_logs", "collection", {}, "{0} holds evidence"),
    design("unchangeable", "collection", {}, "what is in {0} cannot be overwritten"),
    design("append_only_outside", "collection", {}, "{0} is append-only and outside the cluster"),
    design("made_from", "collection", "collection", "{0} holds embeddings of {1}"),
    design("gives_no_vectors", "collection", {}, "the store of {0} answers without raw vectors"),
    design("calls_outside_tool", "model", "external", "{0} is a client of the tool server {1}"),
    design("limited", "compute", {}, "{0} has limits on tokens and requests"),

    design("leaves_mesh", "compute", "endpoint", "traffic of {0} to {1} leaves the mesh"),
    design(
        "uid_fixed", "compute", {}, "nobody who hands work to {0} sets its user id, ports or capabilities"),
    design("checked_by_admission", "compute", {}, "pods of {0} pass admission policies of one's own"),
    design("host_network", "compute", {}, "{0} is on the network of its node"),
    design("many_containers", "compute", {}, "{0} has several containers in a pod"),
    design("processes_apart", "compute", {}, "containers of {0} do not see each other's processes"),
    design("no_raw_packets", "compute", {}, "containers of {0} cannot send raw packets"),
    design("sends_credential", "compute", "endpoint", "{0} shows a credential to {1}"),
    design("refuses_plaintext", "compute", "endpoint", "{1} takes requests of {0} over mutual TLS only"),

    question("net_allow", Plane::Network, "endpoint", "endpoint", "do packets of {0} reach {1}"),
    question("proxy_allow", Plane::Network, "compute", "external",
        "does the proxy {0} forward the request of its caller to {1}"),
    question("peer_ok", Plane::Identity, "element", "endpoint", "does {1} accept {0} as its caller"),
    question("may_escape", Plane::Workload, "compute", "node",
        "do the privileges of {0} open the node in pool {1}"),
    question("may_break_out", Plane::Workload, "compute", "node",
        "does a runtime weakness of {0} open the node in pool {1}"),
    question("carries", Plane::Workload, "node", "compute", "can a node of {0} run pods of {1}"),
    question(
        "admits_privileged", Plane::Workload, "namespace", {}, "does admission let privileged pods into {0}"),
    question("may_read", Plane::Data, "element", "collection", "does the store let {0} read {1}"),
    question("may_write", Plane::Data, "element", "collection", "does the store let {0} write to {1}"),
    question("may_use", Plane::Data, "model", "tool", "does the tool scope let {0} use {1}"),
};

constexpr std::array<Implication, 5> implied { {
    { "foothold", "net", "compute" },
    { "foothold", "steered", "model" },
    { "foothold", "answers", "model" },
    { "steered", "influenced", "model" },
    { "host", "node_credential", "node" },
} };

constexpr std::array<std::string_view, 45> types { "compute", "external", "endpoint", "identity", "account",
    "cloud-role", "external-account", "collection", "secret", "node", "namespace", "model", "tool", "source",
    "element",
    // Workload kinds, in the order of the enum.
    "gateway", "frontend", "model-endpoint", "retriever", "vector-store", "document-store", "feature-store",
    "ingestion-pipeline", "training-job", "agent", "mcp-server", "egress-proxy", "policy-decision-point",
    "secret-store", "identity-provider", "message-broker", "database", "cache", "observability", "ci-runner",
    "admission-webhook", "node-agent", "service",
    // External kinds, in the order of the enum.
    "internet", "hosted-llm", "saas", "cloud-metadata", "user-group", "untrusted-content", "cloud-service" };

void replaceAll(std::string &text, std::string_view what, const std::string &by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

} // namespace

std::span<const Relation> relations()
{
    return table;
}

const Relation *findRelation(std::string_view name)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, const Relation *> index;
        for (const Relation &relation : table)
            index.emplace(relation.name, &relation);
        return index;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

std::span<const Implication> implications()
{
    return implied;
}

std::optional<TypeMask> typeBit(std::string_view name)
{
    const auto found = std::find(types.begin(), types.end(), name);
    if (found == types.end())
        return std::nullopt;
    return TypeMask(1) << static_cast<unsigned>(found - types.begin());
}

std::span<const std::string_view> typeNames()
{
    return types;
}

std::string sentence(const Relation &relation, const std::string &subject, const std::string &object)
{
    std::string text(relation.meaning);
    replaceAll(text, "{0}", subject);
    replaceAll(text, "{1}", object);
    return text;
}

} // namespace fourplane
