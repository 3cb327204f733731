// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace fourplane {

/// The stages of the walk that explains a decision, in the order in which they are shown.
enum class DecisionStage
{
    Ends,
    Transport,
    Exposure,
    SourceEgress,
    DestinationIngress,
    NetworkPolicies,
    MutualTls,
    EgressList,
    MetadataHops,
    CustomPolicies, ///< of Istio, in the order in which a proxy asks them (semantics IS1)
    DenyPolicies,
    AllowPolicies,
    ServerAccess, ///< of Linkerd: the access policy of the Server, or the default policy
    Authorizations, ///< of Linkerd: what is admitted beside that
    IdentityPlane,
    SourceAdmission,
    DestinationAdmission,
    WorkloadPlane,
    DataPlane
};

template <>
struct EnumNames<DecisionStage>
{
    static constexpr std::array<std::string_view, 19> names { "ends", "transport", "exposure",
        "source-egress", "destination-ingress", "network-policies", "mutual-tls", "egress-list",
        "metadata-hops", "custom-policies", "deny-policies", "allow-policies", "server-access",
        "authorizations", "identity", "source-admission", "destination-admission", "workload", "data" };
};

/// One stage: what it answered, which object decided and why. An empty reason means that nothing on this
/// stage speaks to the request.
struct DecisionStep
{
    DecisionStage stage = DecisionStage::Ends;
    /// The plane whose verdict this is a part of; none for a stage that only describes.
    std::optional<Plane> plane;
    PlaneVerdict answer;
    /// A part of the next stage that is none: shown for the walk, and joined there already.
    bool isPart = false;
};

/// A decision with the parts that it was joined from. The evaluators note them while they decide.
struct DecisionExplanation
{
    AccessRequest request; ///< as decided: with the port that was chosen when any would do
    Decision decision;
    std::vector<DecisionStep> steps;
};

/// The first answer that denies; else the first uncertain one; else the first that permits; null when all are
/// NotEnforced. Points into `steps`.
const PlaneVerdict *decisiveAnswer(std::span<const DecisionStep> steps);

/// The stages that keep the joint verdict from being open: all that deny when it is Deny, all that are
/// uncertain when it is Uncertain, else none. A stage names one object, so there may be more behind it.
std::vector<DecisionStep> obstaclesIn(const DecisionExplanation &explanation);

} // namespace fourplane
