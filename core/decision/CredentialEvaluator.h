// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/decision/Decision.h"
#include "core/enforcement/PlanIndex.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// How a service account token comes into a pod.
enum class TokenOrigin
{
    Mounted, ///< automatically: pod field over service account field over the default, which is yes
    Projected, ///< asked for in a projected volume
    Secret, ///< a Secret of type kubernetes.io/service-account-token: it does not expire
};

template <>
struct EnumNames<TokenOrigin>
{
    static constexpr std::array<std::string_view, 3> names { "mounted", "projected", "secret" };
};

/// A service account token that code in a pod finds.
struct PodToken
{
    TokenOrigin origin = TokenOrigin::Mounted;
    std::string audience; ///< empty = the API server
    std::optional<int> lifetimeSeconds; ///< absent = it does not expire
    bool opensApi = false; ///< a credential for the Kubernetes API, and not only for its audience
    ElementId identityId; ///< whose token it is; empty for a `default` account that is no element
};

std::vector<PodToken> tokensOf(const PlanIndex &index, const PlannedPod &pod);

/// Whether the pod holds a credential for the Kubernetes API (control I1).
PlaneVerdict apiCredentialOf(const PlanIndex &index, const PlannedPod &pod);

/// Other workloads with the same service account: whoever has the token of one acts as all.
std::vector<const PlannedPod *> sharersOf(const PlanIndex &index, const PlannedPod &pod);

/// Whether a Secret holds a token of the identity that does not expire.
bool hasLastingToken(const EnforcementPlan &plan, const ElementId &identityId);

/// A role of the cloud that code in a pod may use.
struct CloudIdentity
{
    std::string role;
    ElementId nodePoolId; ///< empty = bound to the service account (IRSA, Workload Identity); else the
                          ///< node's, for whoever reaches the metadata service
};

/// Cloud roles of the pod's service account, and those of every node pool it can land in.
std::vector<CloudIdentity> cloudIdentitiesOf(const PlanIndex &index, const PlannedPod &pod);

} // namespace fourplane
