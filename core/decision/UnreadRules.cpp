// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/UnreadRules.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

bool isIstio(const UnmodelledObject &object)
{
    return object.apiVersion.find("istio.io/") != std::string::npos;
}

std::string titleOf(const UnmodelledObject &object)
{
    return object.kind + " " + (object.namespaceName.empty() ? "" : object.namespaceName + "/") + object.name;
}

/// "CiliumEgressGatewayPolicy x/p (m.yaml:3:1)".
std::string placedTitleOf(const UnmodelledObject &object)
{
    return titleOf(object) + (object.origin.isKnown() ? " (" + toString(object.origin) + ")" : std::string());
}

bool asksForToken(const AuthorizationRule &rule)
{
    return std::any_of(rule.from.begin(), rule.from.end(), [](const AuthorizationSource &source) {
        return !source.requestPrincipals.empty() || !source.notRequestPrincipals.empty();
    }) || std::any_of(rule.when.begin(), rule.when.end(), [](const AuthorizationCondition &condition) {
        return condition.key.rfind("request.auth.", 0) == 0;
    });
}

} // namespace

void UnreadRules::name(const AccessRequest &request, Decision &decision) const
{
    // What is not known of an exposure is said before what is not known of policies.
    Objects network = unreadExposure(request);
    if (network.empty())
        network = unreadAt(request, Plane::Network);
    nameFirstOf(network, decision.on(Plane::Network));
    nameTokenChecks(request, decision.on(Plane::Identity));
    nameFirstOf(unreadAt(request, Plane::Identity), decision.on(Plane::Identity));
}

void UnreadRules::name(DecisionExplanation &explanation) const
{
    name(explanation.request, explanation.decision);
    for (DecisionStep &step : explanation.steps) {
        if (step.stage == DecisionStage::Exposure)
            nameFirstOf(unreadExposure(explanation.request), step.answer);
        else if (step.plane)
            nameFirstOf(unreadAt(explanation.request, *step.plane), step.answer);
        if (step.plane == Plane::Identity)
            nameTokenChecks(explanation.request, step.answer);
    }
}

void UnreadRules::nameFirstOf(const Objects &unread, PlaneVerdict &answer)
{
    if (answer.verdict != Verdict::Uncertain || answer.decidedBy || unread.empty())
        return;
    const UnmodelledObject &first = *unread.front();
    answer.decidedBy = DecidingObject { first.kind, first.namespaceName, first.name, {}, first.origin };
    const std::size_t more = unread.size() - 1;
    answer.reason += " It is " + placedTitleOf(first) + ": " + first.reason + ".";
    if (more > 0)
        answer.reason += " So may " + std::to_string(more) + " more.";
}

void UnreadRules::nameTokenChecks(const AccessRequest &request, PlaneVerdict &answer) const
{
    const PlannedPod *destination = findPod(m_plan, request.destinationId);
    if (answer.verdict != Verdict::Uncertain || !answer.decidedBy || !destination
        || !asksForToken(*answer.decidedBy))
        return;
    std::vector<std::string> checks;
    for (const UnmodelledObject &object : m_unmodelled) {
        if (object.kind == "RequestAuthentication" && isIstio(object)
            && reaches(object, destination->namespaceName))
            checks.push_back(placedTitleOf(object));
    }
    answer.reason += checks.empty()
        ? " It asks for a user token, and the design has no RequestAuthentication that would check one."
        : " It asks for a user token, which " + join(checks, ", ")
            + " may check; whether a caller has one the design does not say.";
}

UnreadRules::Objects UnreadRules::unreadAt(const AccessRequest &request, Plane plane) const
{
    Objects found;
    const PlannedPod *source = findPod(m_plan, request.sourceId);
    const PlannedPod *destination = findPod(m_plan, request.destinationId);
    for (const UnmodelledObject &object : m_unmodelled) {
        const bool isOfPlane = object.affectsVerdicts && object.plane == plane && !object.concernsExposure
            && object.apiVersion.rfind("rbac.authorization.k8s.io", 0) != 0;
        // Policies of the mesh are asked at the destination, those of the network at both ends.
        const bool isHere = (destination && reaches(object, destination->namespaceName))
            || (plane == Plane::Network && source && reaches(object, source->namespaceName));
        if (isOfPlane && isHere)
            found.push_back(&object);
    }
    return found;
}

UnreadRules::Objects UnreadRules::unreadExposure(const AccessRequest &request) const
{
    Objects found;
    const PlannedPod *destination = findPod(m_plan, request.destinationId);
    const PlannedExternal *source = findExternal(m_plan, request.sourceId);
    // As NetworkPlaneEvaluator asks: what is known to be exposed is no question.
    if (!source || !destination || destination->exposed
        || (destination->exposedPrivately && source->kind != ExternalKind::Internet))
        return found;
    for (const UnmodelledObject &object : m_unmodelled) {
        if (object.affectsVerdicts && object.concernsExposure
            && (object.namespaceName.empty() || object.namespaceName == destination->namespaceName))
            found.push_back(&object);
    }
    return found;
}

bool UnreadRules::reaches(const UnmodelledObject &object, const std::string &namespaceName) const
{
    return object.namespaceName.empty() || object.namespaceName == namespaceName
        || (isIstio(object) && object.namespaceName == m_plan.platform.meshRootNamespace);
}

bool UnreadRules::asksForToken(const DecidingObject &object) const
{
    return object.kind == "AuthorizationPolicy"
        && std::any_of(m_plan.authorizationPolicies.begin(), m_plan.authorizationPolicies.end(),
            [&object](const Planned<AuthorizationPolicy> &planned) {
                const AuthorizationPolicy &policy = planned.object;
                return policy.meta.name == object.name && policy.meta.namespaceName == object.namespaceName
                    && std::any_of(policy.rules.begin(), policy.rules.end(), fourplane::asksForToken);
            });
}

} // namespace fourplane
