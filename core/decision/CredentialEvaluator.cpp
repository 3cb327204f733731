// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CredentialEvaluator.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

constexpr int projectedLifetime = 3600; ///< API text of ServiceAccountTokenProjection.expirationSeconds
/// The automatically mounted token has this bound; the kubelet renews it. API server: 1 h, with
/// --service-account-extend-token-expiration (the default) accepted for a year.
constexpr int mountedLifetime = 31536000;

bool isApiAudience(const EnforcementPlan &plan, const std::string &audience)
{
    static constexpr std::array<std::string_view, 4> standard { "https://kubernetes.default.svc",
        "https://kubernetes.default.svc.cluster.local", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local" };
    const std::vector<std::string> &own = plan.platform.apiServerAudiences;
    if (audience.empty() || std::find(own.begin(), own.end(), audience) != own.end())
        return true;
    return own.empty() && std::find(standard.begin(), standard.end(), audience) != standard.end();
}

DecidingObject asObject(const PlannedPod &pod)
{
    return { "Workload", pod.namespaceName, pod.name, pod.workloadId, pod.origin };
}

DecidingObject asObject(const PlannedServiceAccount &account)
{
    return { "ServiceAccount", account.namespaceName, account.name, account.id, account.origin };
}

std::string sharedNote(const PlanIndex &index, const PlannedPod &pod)
{
    std::vector<std::string> names;
    for (const PlannedPod *other : sharersOf(index, pod))
        names.push_back(other->name);
    if (names.empty())
        return {};
    return " The account is shared with " + join(names, ", ")
        + ": whoever holds the token acts as all of them.";
}

std::string describeToken(const PlanIndex &index, const PodToken &token)
{
    const PlannedServiceAccount *account = index.account(token.identityId);
    const std::string whose = account ? " of service account " + account->namespaceName + "/" + account->name
                                      : std::string(" of the default service account");
    switch (token.origin) {
    case TokenOrigin::Mounted:
        return "the token" + whose + " is mounted";
    case TokenOrigin::Projected:
        return "the pod projects a token" + whose + " for the API server, valid "
            + std::to_string(token.lifetimeSeconds.value_or(projectedLifetime)) + " s";
    case TokenOrigin::Secret:
        break;
    }
    return "a Secret gives it a token" + whose + " that does not expire";
}

} // namespace

std::vector<PodToken> tokensOf(const PlanIndex &index, const PlannedPod &pod)
{
    std::vector<PodToken> tokens;
    if (pod.tokenMounted)
        tokens.push_back({ TokenOrigin::Mounted, {}, mountedLifetime, true, pod.identityId });
    for (const TokenProjection &projection : pod.tokens)
        tokens.push_back({ TokenOrigin::Projected, projection.audience,
            projection.expirationSeconds.value_or(projectedLifetime),
            isApiAudience(index.plan(), projection.audience), pod.identityId });
    for (const SecretUse &use : pod.secrets) {
        const Secret *secret = index.secret(use.secretId);
        if (!secret || !secret->isServiceAccountToken)
            continue;
        for (const ElementId &opened : secret->opens) {
            if (index.account(opened))
                tokens.push_back({ TokenOrigin::Secret, {}, std::nullopt, true, opened });
        }
    }
    return tokens;
}

std::vector<const PlannedPod *> sharersOf(const PlanIndex &index, const PlannedPod &pod)
{
    std::vector<const PlannedPod *> others;
    for (const PlannedPod *other : index.podsIn(pod.namespaceName)) {
        if (!(other->workloadId == pod.workloadId) && other->serviceAccount == pod.serviceAccount)
            others.push_back(other);
    }
    return others;
}

bool hasLastingToken(const EnforcementPlan &plan, const ElementId &identityId)
{
    return std::any_of(plan.secrets.begin(), plan.secrets.end(), [&identityId](const Secret &secret) {
        return secret.isServiceAccountToken
            && std::find(secret.opens.begin(), secret.opens.end(), identityId) != secret.opens.end();
    });
}

PlaneVerdict apiCredentialOf(const PlanIndex &index, const PlannedPod &pod)
{
    std::vector<std::string> audiences;
    for (const PodToken &token : tokensOf(index, pod)) {
        if (!token.opensApi) {
            audiences.push_back(token.audience);
            continue;
        }
        const PlannedServiceAccount *account = index.account(token.identityId);
        return { Verdict::Permit, account ? asObject(*account) : asObject(pod),
            "Code in " + pod.name + " has a credential for the Kubernetes API: " + describeToken(index, token)
                + "." + sharedNote(index, pod),
            "" };
    }
    std::string reason = "No token for the Kubernetes API is in " + pod.name + ".";
    if (!audiences.empty())
        reason += " Its tokens are for " + join(audiences, ", ") + " and open nothing else.";
    return { Verdict::Deny, asObject(pod), reason, "I1" };
}

std::vector<CloudIdentity> cloudIdentitiesOf(const PlanIndex &index, const PlannedPod &pod)
{
    std::vector<CloudIdentity> found;
    if (const PlannedServiceAccount *account = index.account(pod.identityId)) {
        for (const std::string &role : account->cloudRoles)
            found.push_back({ role, {} });
    }
    for (const NodePool &pool : index.plan().nodePools) {
        const bool mayLand = std::find(pod.poolIds.begin(), pod.poolIds.end(), pool.id) != pod.poolIds.end();
        if (mayLand && !pool.cloudRole.empty())
            found.push_back({ pool.cloudRole, pool.id });
    }
    return found;
}

} // namespace fourplane
