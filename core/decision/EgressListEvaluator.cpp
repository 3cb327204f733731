// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/EgressListEvaluator.h"

#include <algorithm>

namespace fourplane {

namespace {

bool contains(const std::vector<ElementId> &ids, const ElementId &id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

template <class Match>
bool passes(const std::vector<std::string> &patterns, const std::string &asked, Match match)
{
    return patterns.empty() || asked.empty()
        || std::any_of(patterns.begin(), patterns.end(),
            [&](const std::string &pattern) { return match(pattern, asked); });
}

bool passes(const EgressRestriction &restriction, const AccessRequest &request)
{
    return passes(restriction.hosts, request.host, matchesEgressHost)
        && passes(restriction.paths, request.path, matchesEgressPath)
        && (restriction.tenant.empty() || request.tenant.empty() || restriction.tenant == request.tenant);
}

std::string askedPart(const AccessRequest &request)
{
    std::string text = request.host + request.path;
    if (!request.tenant.empty())
        text += (text.empty() ? "account " : " of account ") + request.tenant;
    return text.empty() ? "it" : text;
}

DecidingObject asObject(const EgressAllowList &list, const PlannedPod &proxy)
{
    return { "EgressAllowList", proxy.namespaceName, list.id.value(), list.id, {} };
}

/// The verdict of a list that names the destination.
PlaneVerdict listed(const EgressAllowList &list, const PlannedPod &proxy, const PlannedExternal &destination,
    const AccessRequest &request)
{
    const DecidingObject decider = asObject(list, proxy);
    const std::string names = "The allow-list of " + proxy.name + " names " + destination.name;
    bool isRestricted = false;
    bool knowsTenant = false;
    for (const EgressRestriction &restriction : list.restrictions) {
        if (!(restriction.destinationId == destination.id))
            continue;
        isRestricted = true;
        knowsTenant = knowsTenant || !restriction.tenant.empty();
        if (passes(restriction, request) && (request.tenant.empty() || !restriction.tenant.empty()))
            return { Verdict::Permit, decider,
                names + " and lets " + askedPart(request)
                    + " through. (A proxy sees paths and accounts only where it ends the TLS connection.)",
                "N3" };
    }
    const bool anyPasses = std::any_of(
        list.restrictions.begin(), list.restrictions.end(), [&](const EgressRestriction &restriction) {
            return restriction.destinationId == destination.id && passes(restriction, request);
        });
    if (isRestricted && !anyPasses)
        return { Verdict::Deny, decider, names + ", but does not let " + askedPart(request) + " through.",
            "N3" };
    if (checksAccount(list, destination.id)) {
        if (request.tenant.empty())
            return { Verdict::Permit, decider, names + ", and checks path or account.", "N3" };
        return { Verdict::Uncertain, decider,
            names + " and checks path or account, but does not say which account is one's own.", "" };
    }
    if (destination.writableByAttacker || !request.tenant.empty())
        return { Verdict::NotEnforced, decider,
            names + ", by host name only: it lets every account there through, an attacker's too.", "" };
    return { Verdict::Permit, decider, names + ", by host name only.", "N3" };
}

} // namespace

bool checksAccount(const EgressAllowList &list, const ElementId &destinationId)
{
    return list.tenantAware
        || std::any_of(list.restrictions.begin(), list.restrictions.end(),
            [&destinationId](const EgressRestriction &restriction) {
                return restriction.destinationId == destinationId
                    && (!restriction.paths.empty() || !restriction.tenant.empty());
            });
}

PlaneVerdict egressListVerdict(const PlanIndex &index, const AccessRequest &request)
{
    const PlannedPod *proxy = index.pod(request.sourceId);
    const PlannedExternal *destination = index.external(request.destinationId);
    if (!proxy || !destination || proxy->kind != WorkloadKind::EgressProxy)
        return {};
    if (request.callerId == request.sourceId)
        return { Verdict::NotEnforced, std::nullopt,
            "The proxy's own process is not bound by its allow-list.", "" };
    const EgressAllowList *applicable = nullptr;
    bool proxyHasList = false;
    std::optional<PlaneVerdict> best;
    for (const EgressAllowList &list : index.plan().egressLists) {
        if (!(list.proxyId == proxy->workloadId))
            continue;
        proxyHasList = true;
        if (!list.callerId.isEmpty() && !request.callerId.isEmpty() && !(list.callerId == request.callerId))
            continue;
        applicable = &list;
        if (!contains(list.destinationIds, destination->id))
            continue;
        const PlaneVerdict verdict = listed(list, *proxy, *destination, request);
        if (!best || best->verdict == Verdict::Deny)
            best = verdict; // the lists add up
    }
    if (best)
        return *best;
    if (!proxyHasList)
        return { Verdict::NotEnforced, std::nullopt,
            proxy->name + " has no allow-list: it forwards to every destination.", "" };
    PlaneVerdict refused { Verdict::Deny, std::nullopt,
        "The allow-list of " + proxy->name + " does not name " + destination->name
            + (request.callerId.isEmpty() ? std::string() : " for " + index.nameOf(request.callerId)) + ".",
        "N3" };
    if (applicable)
        refused.decidedBy = asObject(*applicable, *proxy);
    else
        refused.decidedBy = DecidingObject { "Workload", proxy->namespaceName, proxy->name, proxy->workloadId,
            proxy->origin };
    return refused;
}

bool matchesEgressPath(const std::string &pattern, const std::string &path)
{
    if (pattern.empty() || pattern.back() != '*')
        return pattern == path;
    return path.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
}

bool matchesEgressHost(std::string pattern, std::string host)
{
    const auto lower = [](std::string &text) {
        std::transform(text.begin(), text.end(), text.begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    };
    lower(pattern), lower(host);
    if (pattern.compare(0, 2, "*.") != 0)
        return pattern == host;
    const std::size_t dot = host.find('.');
    return dot != std::string::npos && dot > 0 && host.compare(dot, std::string::npos, pattern, 1) == 0;
}

} // namespace fourplane
