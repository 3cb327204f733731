// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanQuestion.h"

#include "core/base/Text.h"

namespace fourplane {

namespace {

ProbeAnswer answerOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
    case Verdict::NotEnforced:
        return ProbeAnswer::Allowed;
    case Verdict::Deny:
        return ProbeAnswer::Denied;
    case Verdict::Uncertain:
        break;
    }
    return ProbeAnswer::Unknown;
}

/// The planes that a question of the family asks.
PlaneSet planesAsked(QuestionFamily family)
{
    PlaneSet planes;
    switch (family) {
    case QuestionFamily::Traffic:
        planes.insert(Plane::Network);
        planes.insert(Plane::Identity);
        break;
    case QuestionFamily::Egress:
        planes.insert(Plane::Network);
        break;
    case QuestionFamily::Data:
    case QuestionFamily::Tool:
        planes.insert(Plane::Data);
        break;
    case QuestionFamily::Right:
        planes.insert(Plane::Identity);
        break;
    case QuestionFamily::Admission:
        planes.insert(Plane::Workload);
        break;
    }
    return planes;
}

std::string endName(const EnforcementPlan &plan, const ElementId &id)
{
    if (const PlannedPod *pod = findPod(plan, id))
        return pod->namespaceName + "/" + pod->name;
    if (const PlannedExternal *external = findExternal(plan, id))
        return external->name;
    return id.isEmpty() ? "nobody of the design" : id.value();
}

std::string portText(const AccessRequest &request)
{
    return std::string(nameOf(request.protocol)) + " " + std::to_string(request.port);
}

std::string trafficText(const AccessRequest &request, const EnforcementPlan &plan)
{
    std::string text = endName(plan, request.sourceId);
    if (!request.callerId.isEmpty())
        text += " for " + endName(plan, request.callerId);
    const bool isHttp = !request.method.empty() || !request.path.empty() || !request.host.empty();
    text += isHttp ? " sends " + (request.method.empty() ? std::string("a request") : request.method)
            + (request.path.empty() ? "" : " " + request.path)
            + (request.host.empty() ? "" : " of host " + request.host) + " to "
                   : " connects to ";
    text += endName(plan, request.destinationId);
    if (request.port != 0)
        text += " on " + portText(request);
    if (request.transport == Transport::Plaintext)
        text += ", past its own proxy and in plaintext";
    if (!request.tenant.empty())
        text += " with the account " + request.tenant;
    return text;
}

std::string dataText(const AccessRequest &request, const EnforcementPlan &plan)
{
    const PlannedServiceAccount *account = findServiceAccount(plan, request.identityId);
    const std::string who = account     ? account->namespaceName + "/" + account->name
        : !request.identityId.isEmpty() ? request.identityId.value()
                                        : endName(plan, request.sourceId);
    return who + " asks for " + std::string(nameOf(request.verb.value_or(AccessVerb::Read))) + " on "
        + request.collectionId.value() + (request.tenant.empty() ? "" : " of tenant " + request.tenant);
}

} // namespace

std::array<PlaneVerdict, planeCount> verdictsOn(
    const PolicyDecisionPoint &decisions, const PlanQuestion &question)
{
    if (const auto *access = std::get_if<AccessRequest>(&question.asked))
        return decisions.decide(*access).planes;
    std::array<PlaneVerdict, planeCount> verdicts;
    if (const auto *right = std::get_if<AccountRight>(&question.asked))
        verdicts[static_cast<std::size_t>(Plane::Identity)] = decisions.rbac().may(
            serviceAccountSubject(right->namespaceName, right->accountName), right->request);
    if (const auto *admission = std::get_if<PodAdmission>(&question.asked))
        verdicts[static_cast<std::size_t>(Plane::Workload)] =
            decisions.admissionOfLevel(admission->namespaceName, admission->level);
    return verdicts;
}

PlaneAnswers answersTo(const PolicyDecisionPoint &decisions, const PlanQuestion &question)
{
    const auto verdicts = verdictsOn(decisions, question);
    const PlaneSet asked = planesAsked(question.family);
    PlaneAnswers answers;
    for (std::size_t i = 0; i < planeCount; ++i)
        answers[i] =
            asked.contains(static_cast<Plane>(i)) ? answerOf(verdicts[i].verdict) : ProbeAnswer::Unknown;
    return answers;
}

std::string keyOf(const PlanQuestion &question)
{
    std::vector<std::string> parts { std::string(nameOf(question.family)) };
    if (const auto *access = std::get_if<AccessRequest>(&question.asked)) {
        const std::string transport = !access->transport ? ""
            : *access->transport == Transport::Mesh      ? "mesh"
                                                         : "plaintext";
        const auto texts = { access->sourceId.value(), access->destinationId.value(), portText(*access),
            transport, access->identityId.value(), access->collectionId.value(),
            access->verb ? std::string(nameOf(*access->verb)) : std::string(), access->toolOperation,
            access->callerId.value(), access->host, access->path, access->method, access->tenant };
        parts.insert(parts.end(), texts);
    } else if (const auto *right = std::get_if<AccountRight>(&question.asked)) {
        const ApiRequest &request = right->request;
        const auto texts = { right->namespaceName, right->accountName, request.verb, request.apiGroup,
            request.resource, request.subresource, request.namespaceName, request.name, request.path };
        parts.insert(parts.end(), texts);
    } else {
        const auto &admission = std::get<PodAdmission>(question.asked);
        parts.push_back(admission.namespaceName);
        parts.emplace_back(nameOf(admission.level));
    }
    // Lengths keep parts apart whatever they hold.
    std::string key;
    for (const std::string &part : parts)
        key += std::to_string(part.size()) + ":" + part;
    return key;
}

std::string describe(const PlanQuestion &question, const EnforcementPlan &plan)
{
    if (const auto *right = std::get_if<AccountRight>(&question.asked))
        return "service account " + right->namespaceName + "/" + right->accountName
            + " asks the Kubernetes API to " + describe(right->request);
    if (const auto *admission = std::get_if<PodAdmission>(&question.asked))
        return "a pod of level " + std::string(nameOf(admission->level)) + " is created in namespace "
            + admission->namespaceName;
    const auto &access = std::get<AccessRequest>(question.asked);
    if (question.family == QuestionFamily::Data)
        return dataText(access, plan);
    if (question.family == QuestionFamily::Tool)
        return endName(plan, access.sourceId) + " uses "
            + (access.toolOperation == "*" ? "any operation" : access.toolOperation) + " of "
            + endName(plan, access.destinationId);
    return trafficText(access, plan);
}

} // namespace fourplane
