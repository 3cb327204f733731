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
PlaneVerdict listed(const EgressAllowList &list, const PlannedRequest &request)
{
    const PlannedPod &proxy = *request.source.pod;
    const PlannedExternal &destination = *request.destination.external;
    const AccessRequest &asked = request.asked;
    const auto answer = [&](Verdict verdict, auto rest) {
        return request.answer(verdict, [&] {
            const bool isCredited = verdict == Verdict::Permit || verdict == Verdict::Deny;
            return VerdictWords { asObject(list, proxy),
                "The allow-list of " + proxy.name + " names " + destination.name + rest(),
                isCredited ? "N3" : "" };
        });
    };
    bool isRestricted = false;
    bool anyPasses = false;
    for (const EgressRestriction &restriction : list.restrictions) {
        if (!(restriction.destinationId == destination.id))
            continue;
        isRestricted = true;
        if (!passes(restriction, asked))
            continue;
        anyPasses = true;
        if (asked.tenant.empty() || !restriction.tenant.empty())
            return answer(Verdict::Permit, [&] {
                return " and lets " + askedPart(asked)
                    + " through. (A proxy sees paths and accounts only where it ends the TLS connection.)";
            });
    }
    if (isRestricted && !anyPasses)
        return answer(Verdict::Deny, [&] { return ", but does not let " + askedPart(asked) + " through."; });
    if (checksAccount(list, destination.id)) {
        if (asked.tenant.empty())
            return answer(Verdict::Permit, [] { return ", and checks path or account."; });
        return answer(Verdict::Uncertain,
            [] { return " and checks path or account, but does not say which account is one's own."; });
    }
    if (destination.writableByAttacker || !asked.tenant.empty())
        return answer(Verdict::NotEnforced,
            [] { return ", by host name only: it lets every account there through, an attacker's too."; });
    return answer(Verdict::Permit, [] { return ", by host name only."; });
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

PlaneVerdict egressListVerdict(const PlanIndex &index, const PlannedRequest &request)
{
    const PlannedPod *proxy = request.source.pod;
    const PlannedExternal *destination = request.destination.external;
    const ElementId &callerId = request.asked.callerId;
    if (!proxy || !destination || proxy->kind != WorkloadKind::EgressProxy)
        return {};
    if (callerId == proxy->workloadId)
        return request.answer(Verdict::NotEnforced, [] {
            return VerdictWords { {}, "The proxy's own process is not bound by its allow-list.", "" };
        });
    const EgressAllowList *applicable = nullptr;
    bool proxyHasList = false;
    std::optional<PlaneVerdict> best;
    for (const EgressAllowList &list : index.plan().egressLists) {
        if (!(list.proxyId == proxy->workloadId))
            continue;
        proxyHasList = true;
        if (!list.callerId.isEmpty() && !callerId.isEmpty() && !(list.callerId == callerId))
            continue;
        applicable = &list;
        if (!contains(list.destinationIds, destination->id))
            continue;
        if (!best || best->verdict == Verdict::Deny)
            best = listed(list, request); // the lists add up
    }
    if (best)
        return *best;
    if (!proxyHasList)
        return request.answer(Verdict::NotEnforced, [proxy] {
            return VerdictWords { {}, proxy->name + " has no allow-list: it forwards to every destination.",
                "" };
        });
    return request.answer(Verdict::Deny, [&] {
        return VerdictWords { applicable ? asObject(*applicable, *proxy) : decidingWorkload(*proxy),
            "The allow-list of " + proxy->name + " does not name " + destination->name
                + (callerId.isEmpty() ? std::string() : " for " + index.nameOf(callerId)) + ".",
            "N3" };
    });
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
