// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/EnforcementPlan.h"

#include "core/enforcement/Principal.h"

#include <algorithm>

namespace fourplane {

EnforcementPlan::EnforcementPlan() = default;
EnforcementPlan::EnforcementPlan(const EnforcementPlan &) = default;
EnforcementPlan::EnforcementPlan(EnforcementPlan &&) noexcept = default;
EnforcementPlan &EnforcementPlan::operator=(const EnforcementPlan &) = default;
EnforcementPlan &EnforcementPlan::operator=(EnforcementPlan &&) noexcept = default;
EnforcementPlan::~EnforcementPlan() = default;

namespace {

template <class T, class Predicate>
const T *findIn(const std::vector<T> &list, Predicate predicate)
{
    const auto found = std::find_if(list.begin(), list.end(), predicate);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const PlannedPod *findPod(const EnforcementPlan &plan, const ElementId &workloadId)
{
    return findIn(plan.pods, [&](const PlannedPod &pod) { return pod.workloadId == workloadId; });
}

const PlannedExternal *findExternal(const EnforcementPlan &plan, const ElementId &id)
{
    const auto isIt = [&](const PlannedExternal &external) { return external.id == id; };
    const PlannedExternal *declared = findIn(plan.externals, isIt);
    return declared ? declared : findIn(plan.implicitExternals, isIt);
}

const PlannedNamespace *findNamespace(const EnforcementPlan &plan, const std::string &name)
{
    return findIn(plan.namespaces, [&](const PlannedNamespace &home) { return home.name == name; });
}

const PlannedServiceAccount *findServiceAccount(const EnforcementPlan &plan, const ElementId &identityId)
{
    return findIn(
        plan.serviceAccounts, [&](const PlannedServiceAccount &account) { return account.id == identityId; });
}

std::string linkerdIdentity(
    const PlatformProfile &platform, const std::string &namespaceName, const std::string &serviceAccount)
{
    return serviceAccount + "." + namespaceName + ".serviceaccount.identity.linkerd." + platform.trustDomain;
}

std::string principalOf(const EnforcementPlan &plan, const PlannedPod &pod)
{
    return principalOf(plan.platform, pod, findServiceAccount(plan, pod.identityId));
}

std::string principalOf(
    const PlatformProfile &platform, const PlannedPod &pod, const PlannedServiceAccount *account)
{
    if (pod.meshMode == MeshMode::Linkerd)
        return linkerdIdentity(platform, pod.namespaceName, pod.serviceAccount);
    constexpr std::string_view scheme = "spiffe://";
    if (account && account->spiffeId.size() > scheme.size())
        return account->spiffeId.substr(scheme.size());
    return platform.trustDomain + "/ns/" + pod.namespaceName + "/sa/" + pod.serviceAccount;
}

} // namespace fourplane
