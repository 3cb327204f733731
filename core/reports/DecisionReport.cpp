// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/DecisionReport.h"

#include "core/enforcement/PlanIndex.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

#include <array>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::array<std::string_view, planeCount> planeTitles { "Identity", "Network", "Workload", "Data" };

std::string coloured(Verdict verdict, const TextStyle &style)
{
    const std::string_view word = verdictWord(verdict);
    switch (verdict) {
    case Verdict::Permit:
        return style.good(word);
    case Verdict::Deny:
        return style.bad(word);
    case Verdict::NotEnforced:
    case Verdict::Uncertain:
        break;
    }
    return style.bold(word);
}

std::string describe(const DecidingObject &object)
{
    std::string text = object.kind + " ";
    if (!object.namespaceName.empty())
        text += object.namespaceName + "/";
    text += object.name;
    if (object.origin.isKnown())
        text += " (" + toString(object.origin) + ")";
    return text;
}

std::string question(const EnforcementPlan &plan, const AccessRequest &request)
{
    std::string text =
        displayName(plan, request.sourceId) + " -> " + displayName(plan, request.destinationId);
    text += request.port == 0 ? ", any port" : ":" + std::to_string(request.port);
    text += " " + std::string(nameOf(request.protocol));
    if (request.verb)
        text += ", " + std::string(nameOf(*request.verb)) + " " + request.collectionId.value();
    if (!request.identityId.isEmpty())
        text += ", as " + request.identityId.value();
    if (request.transport)
        text += *request.transport == Transport::Plaintext ? ", plaintext" : ", through the mesh";
    return text;
}

std::string displayName(const PlannedPod &pod)
{
    return pod.namespaceName + "/" + pod.name;
}

} // namespace

std::string_view verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
        return "permitted";
    case Verdict::Deny:
        return "denied";
    case Verdict::NotEnforced:
        return "open by absence";
    case Verdict::Uncertain:
        break;
    }
    return "uncertain";
}

std::string displayName(const EnforcementPlan &plan, const ElementId &id)
{
    if (const PlannedPod *pod = findPod(plan, id))
        return displayName(*pod);
    const PlannedExternal *external = findExternal(plan, id);
    return external ? external->name : id.value();
}

std::string displayName(const PlanIndex &index, const ElementId &id)
{
    const PlannedPod *pod = index.pod(id);
    return pod ? displayName(*pod) : index.nameOf(id);
}

std::string decisionText(const EnforcementPlan &plan, const AccessRequest &request, const Decision &decision,
    const TextStyle &style)
{
    std::string text = style.bold(printable(question(plan, request))) + "\n\n";
    for (std::size_t i = 0; i < planeCount; ++i) {
        const PlaneVerdict &verdict = decision.planes[i];
        const std::string title(planeTitles[i]);
        text += "  " + title + std::string(10 - title.size(), ' ') + coloured(verdict.verdict, style);
        if (!verdict.control.empty())
            text += style.dim("  control " + verdict.control);
        text += "\n            " + printable(verdict.reason) + "\n";
        if (verdict.decidedBy)
            text += "            " + style.dim("by " + printable(describe(*verdict.decidedBy))) + "\n";
    }
    return text + "\n  => " + coloured(decision.joint(), style) + "\n";
}

namespace {

std::string_view titleOf(DecisionStage stage)
{
    constexpr std::array<std::string_view, 19> titles { "Ends", "Transport", "Exposure to the outside",
        "Egress of the source", "Ingress of the destination", "Network policies, both sides",
        "Refusal of plaintext", "Egress allow-list", "Metadata hop limit", "CUSTOM policies", "DENY policies",
        "ALLOW policies", "Server or default policy", "Authorizations of the Server",
        "Identity plane, together", "Admission of the source", "Admission of the destination",
        "Workload plane", "Data plane" };
    return titles[static_cast<std::size_t>(stage)];
}

std::string stepText(std::size_t number, const DecisionStep &step, const TextStyle &style)
{
    std::string text = "  " + std::to_string(number) + ". " + std::string(titleOf(step.stage));
    if (step.plane)
        text += ": " + coloured(step.answer.verdict, style);
    text += "\n     " + printable(step.answer.reason) + "\n";
    if (step.answer.decidedBy)
        text += "     " + style.dim("by " + printable(describe(*step.answer.decidedBy))) + "\n";
    return text;
}

Json requestAndDecision(const AccessRequest &request, const Decision &decision)
{
    Json json { { "source", request.sourceId.value() }, { "destination", request.destinationId.value() },
        { "port", request.port }, { "protocol", nameOf(request.protocol) } };
    if (request.verb)
        json["verb"] = nameOf(*request.verb);
    if (!request.collectionId.isEmpty())
        json["collection"] = request.collectionId.value();
    if (!request.identityId.isEmpty())
        json["identity"] = request.identityId.value();
    json.update(toJson(decision));
    return json;
}

} // namespace

namespace {

std::string oneExplanationText(
    const EnforcementPlan &plan, const DecisionExplanation &explanation, const TextStyle &style)
{
    std::string text = decisionText(plan, explanation.request, explanation.decision, style) + "\n";
    std::size_t number = 0;
    for (const DecisionStep &step : explanation.steps) {
        if (!step.answer.reason.empty()) // the others do not speak to this request
            text += stepText(++number, step, style);
    }
    const std::vector<DecisionStep> obstacles = obstaclesIn(explanation);
    if (obstacles.empty())
        return text;
    text += explanation.decision.joint() == Verdict::Deny
        ? "\n  For it to pass, at least all of these would have to let it through:\n"
        : "\n  To be sure, at least all of these would have to be settled:\n";
    for (const DecisionStep &step : obstacles) {
        text += "  - " + std::string(titleOf(step.stage));
        if (step.answer.decidedBy)
            text += ": " + printable(describe(*step.answer.decidedBy));
        text += "\n";
    }
    return text;
}

Json oneExplanationJson(const ExplainedRoute &route)
{
    const DecisionExplanation &explanation = route.explanation;
    Json json = requestAndDecision(explanation.request, explanation.decision);
    if (!route.note.empty())
        json["note"] = route.note;
    const Verdict joint = explanation.decision.joint();
    const bool hasObstacles = joint == Verdict::Deny || joint == Verdict::Uncertain;
    Json steps = Json::array();
    Json obstacles = Json::array();
    for (const DecisionStep &step : explanation.steps) {
        Json one { { "stage", nameOf(step.stage) } };
        if (step.plane) {
            one["plane"] = nameOf(*step.plane);
            one["verdict"] = nameOf(step.answer.verdict);
        }
        if (step.isPart)
            one["isPart"] = true;
        one["reason"] = step.answer.reason;
        if (!step.answer.control.empty())
            one["control"] = step.answer.control;
        if (step.answer.decidedBy)
            one["decidedBy"] = toJson(*step.answer.decidedBy);
        steps.push_back(std::move(one));
        if (hasObstacles && step.plane && !step.isPart && step.answer.verdict == joint)
            obstacles.push_back(steps.size());
    }
    json["steps"] = std::move(steps);
    json["obstacles"] = std::move(obstacles);
    return json;
}

} // namespace

std::string explanationText(
    const EnforcementPlan &plan, const std::vector<ExplainedRoute> &routes, const TextStyle &style)
{
    std::string text;
    for (const ExplainedRoute &route : routes) {
        text += text.empty() ? "" : "\n";
        if (!route.note.empty())
            text += printable(route.note) + "\n";
        text += oneExplanationText(plan, route.explanation, style);
    }
    return text;
}

std::string explanationJson(const std::vector<ExplainedRoute> &routes)
{
    if (routes.size() == 1)
        return dumpJson(oneExplanationJson(routes.front()));
    Json list = Json::array();
    for (const ExplainedRoute &route : routes)
        list.push_back(oneExplanationJson(route));
    return dumpJson(list);
}

} // namespace fourplane
