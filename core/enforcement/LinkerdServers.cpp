// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/LinkerdServers.h"

#include "core/base/Text.h"
#include "core/enforcement/LinkerdAuthentications.h"
#include "core/enforcement/PlanContext.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fourplane {

namespace {

/// proxy.opaquePorts of Linkerd's chart.
constexpr const char *defaultOpaquePorts = "25,587,3306,4444,5432,6379,9300,11211";

std::string titleOf(const std::string &kind, const ObjectMeta &meta)
{
    return kind + " " + meta.namespaceName + "/" + meta.name;
}

void reportOverlaps(PlanContext &context)
{
    const EnforcementPlan &plan = context.plan();
    std::map<std::string, std::vector<const Planned<LinkerdServer> *>> byNamespace;
    for (const Planned<LinkerdServer> &server : plan.linkerdServers)
        byNamespace[server.object.meta.namespaceName].push_back(&server);
    for (const PlannedPod &pod : plan.pods) {
        const auto there = byNamespace.find(pod.namespaceName);
        if (there == byNamespace.end())
            continue;
        std::map<std::uint16_t, const Planned<LinkerdServer> *> taken;
        for (const Planned<LinkerdServer> *server : there->second) {
            for (std::uint16_t port : linkerdPorts(server->object, pod)) {
                const auto [first, isNew] = taken.emplace(port, server);
                if (isNew || first->second == server)
                    continue;
                context.report(DiagnosticLevel::Warning, "overlapping-servers",
                    titleOf("Server", first->second->object.meta) + " and "
                        + titleOf("Server", server->object.meta) + " both select port " + std::to_string(port)
                        + " of " + pod.name + "; Linkerd obeys only one of them.",
                    "Let one Server speak for the port.", server->origin);
            }
        }
    }
}

void reportMissingReferences(PlanContext &context)
{
    const EnforcementPlan &plan = context.plan();
    const LinkerdAuthentications authentications(plan);
    for (const Planned<LinkerdAuthorizationPolicy> &policy : plan.linkerdAuthorizationPolicies) {
        const std::string &home = policy.object.meta.namespaceName;
        for (const LinkerdReference &reference : policy.object.requiredAuthenticationRefs) {
            const bool isMissing =
                (reference.kind == "MeshTLSAuthentication" && !authentications.meshTls(reference, home))
                || (reference.kind == "NetworkAuthentication" && !authentications.networks(reference, home));
            if (isMissing)
                context.report(DiagnosticLevel::Warning, "missing-authentication",
                    titleOf("AuthorizationPolicy", policy.object.meta) + " requires " + reference.kind + " "
                        + reference.name + ", which does not exist: Linkerd ignores the policy.",
                    "Add the object, or correct the reference.", policy.origin);
        }
    }
}

std::optional<std::uint16_t> portNumber(const std::string &text)
{
    if (text.empty() || text.size() > 5
        || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    const int value = std::stoi(text);
    return value <= 65535 ? std::optional(static_cast<std::uint16_t>(value)) : std::nullopt;
}

std::string withoutBlanks(std::string text)
{
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

/// Whether "25, 587, 8000-8010" names the port.
bool lists(const std::string &ports, std::uint16_t port)
{
    for (const std::string &item : split(withoutBlanks(ports), ',')) {
        const std::vector<std::string> ends = split(item, '-');
        const auto first = portNumber(ends.front());
        const auto last = portNumber(ends.back());
        if (ends.size() <= 2 && first && last && *first <= port && port <= *last)
            return true;
    }
    return false;
}

} // namespace

std::vector<std::uint16_t> linkerdPorts(const LinkerdServer &server, const PlannedPod &pod)
{
    if (server.meta.namespaceName != pod.namespaceName || !matches(server.podSelector, pod.labels))
        return {};
    if (const auto *number = std::get_if<std::uint16_t>(&server.port))
        return { *number };
    std::vector<std::uint16_t> ports;
    for (const NamedPort &port : pod.ports) {
        if (port.name == std::get<std::string>(server.port) && port.protocol == Protocol::Tcp)
            ports.push_back(port.number);
    }
    return ports;
}

const std::string *meshAnnotation(const PlannedPod &pod, const PlannedNamespace *home, const std::string &key)
{
    const auto own = pod.meshAnnotations.find(key);
    if (own != pod.meshAnnotations.end())
        return &own->second;
    if (!home)
        return nullptr;
    const auto inherited = home->meshAnnotations.find(key);
    return inherited == home->meshAnnotations.end() ? nullptr : &inherited->second;
}

bool skipsLinkerdProxy(const PlannedPod &pod, const PlannedNamespace *home, std::uint16_t port)
{
    const std::string *value = meshAnnotation(pod, home, linkerdSkippedPortsKey);
    return value && lists(*value, port);
}

Labels meshAnnotationsOf(const PlannedNamespace &home, bool isShipped)
{
    Labels annotations = home.meshAnnotations;
    if (isShipped && home.drawnInboundPolicy)
        annotations[linkerdDefaultPolicyKey] = nameOf(*home.drawnInboundPolicy);
    return annotations;
}

bool hasDrawnInboundPolicy(const EnforcementPlan &plan)
{
    return std::any_of(plan.namespaces.begin(), plan.namespaces.end(),
        [](const PlannedNamespace &home) { return home.drawnInboundPolicy.has_value(); });
}

std::optional<std::string> annotatedInboundPolicy(const PlannedPod &pod, const PlannedNamespace *home)
{
    const auto own = pod.meshAnnotations.find(linkerdDefaultPolicyKey);
    if (own != pod.meshAnnotations.end())
        return own->second;
    if (home && home->drawnInboundPolicy)
        return std::string(nameOf(*home->drawnInboundPolicy));
    const std::string *inherited = meshAnnotation(pod, home, linkerdDefaultPolicyKey);
    return inherited ? std::optional(*inherited) : std::nullopt;
}

bool isOpaquePort(const PlannedPod &pod, const PlannedNamespace *home, std::uint16_t port)
{
    const std::string *value = meshAnnotation(pod, home, "config.linkerd.io/opaque-ports");
    return lists(value ? *value : defaultOpaquePorts, port);
}

void reportLinkerdPolicies(PlanContext &context)
{
    const EnforcementPlan &plan = context.plan();
    const bool hasPolicies = !plan.linkerdServers.empty() || !plan.serverAuthorizations.empty()
        || !plan.linkerdAuthorizationPolicies.empty();
    if (!hasPolicies)
        return;
    if (plan.platform.mesh != MeshKind::Linkerd) {
        context.report(DiagnosticLevel::Warning, "linkerd-missing",
            "The platform does not run Linkerd: its Servers and AuthorizationPolicies have no effect.",
            "Choose Linkerd as the mesh of the platform, or remove them from the design.");
        return;
    }
    reportOverlaps(context);
    reportMissingReferences(context);
}

} // namespace fourplane
