// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/RightsReport.h"

#include "core/base/Text.h"
#include "core/decision/CredentialEvaluator.h"
#include "core/decision/RbacEscalation.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

std::string placeOf(const DecidingObject &object)
{
    std::string text = object.kind + " ";
    if (!object.namespaceName.empty())
        text += object.namespaceName + "/";
    text += object.name;
    return object.origin.isKnown() ? text + " (" + toString(object.origin) + ")" : text;
}

std::string scopeText(const std::string &namespaceName)
{
    return namespaceName.empty() ? "the whole cluster" : namespaceName;
}

/// "pods, deployments.apps", as kubectl writes them.
std::string resourcesText(const RbacRule &rule)
{
    std::vector<std::string> names;
    for (const std::string &resource : rule.resources) {
        for (const std::string &group : rule.apiGroups) {
            const bool isPlain = group.empty() || (group == "*" && resource == "*");
            names.push_back(isPlain ? resource : resource + "." + group);
        }
    }
    names.insert(names.end(), rule.nonResourceUrls.begin(), rule.nonResourceUrls.end());
    std::string text = join(names, ", ");
    if (!rule.resourceNames.empty())
        text += " named " + join(rule.resourceNames, ", ");
    return text;
}

/// Given to everybody by Kubernetes itself, through no binding of the project.
bool isForEverybody(const RbacPermission &permission)
{
    return permission.isDefaultRole && permission.binding.elementId.isEmpty() && !permission.through.empty();
}

/// The workloads whose pods act as the subject.
std::vector<const PlannedPod *> podsOf(const EnforcementPlan &plan, const ApiSubject &subject)
{
    std::vector<const PlannedPod *> pods;
    for (const PlannedPod &pod : plan.pods) {
        if (subject.user == serviceAccountSubject(pod.namespaceName, pod.serviceAccount).user)
            pods.push_back(&pod);
    }
    return pods;
}

std::vector<std::pair<std::string, PlaneVerdict>> questionsAbout(
    const PolicyDecisionPoint &decisions, const PlannedPod &pod)
{
    return { { "apiCredential", decisions.apiCredential(pod.workloadId) },
        { "apiRoute", decisions.apiRoute(pod.workloadId) },
        { "metadataRoute", decisions.metadataRoute(pod.workloadId) } };
}

Json rightJson(const Escalation &escalation)
{
    Json json { { "kind", nameOf(escalation.kind) }, { "gain", gainOf(escalation.kind) },
        { "right", escalation.right }, { "namespace", escalation.namespaceName },
        { "certain", escalation.isCertain }, { "binding", toJson(escalation.binding) },
        { "role", toJson(escalation.role) } };
    if (!escalation.names.empty())
        json["names"] = escalation.names;
    if (!escalation.through.empty())
        json["through"] = escalation.through;
    return json;
}

} // namespace

std::string rightsText(
    const PolicyDecisionPoint &decisions, const ApiSubject &subject, const TextStyle &style)
{
    const RbacEvaluator &rbac = decisions.rbac();
    const RbacRights rights = rbac.rightsOf(subject);
    std::vector<std::vector<std::string>> rows { { "Where", "Verbs", "Resources", "Role", "Binding" } };
    std::size_t common = 0;
    for (const RbacPermission &permission : rights.permissions) {
        if (isForEverybody(permission)) {
            ++common;
            continue;
        }
        std::string binding = placeOf(permission.binding);
        if (!permission.through.empty())
            binding += ", as " + permission.through;
        rows.push_back({ printable(scopeText(permission.namespaceName)),
            printable(join(permission.rule.verbs, ", ")) + (permission.isCertain ? "" : " (uncertain)"),
            printable(resourcesText(permission.rule)), printable(placeOf(permission.role)),
            printable(binding) });
    }
    std::string text = style.bold(printable(subject.title)) + "\n\n";
    text += rows.size() > 1 ? table(rows, style) : "No binding of the project gives it anything.\n";
    if (common != 0)
        text += style.dim(
            "and " + counted(common, "rule", "rules") + " that Kubernetes gives to everybody like it\n");
    for (const UnknownRole &unknown : rights.unknown)
        text += "\n" + style.bold("uncertain") + "  "
            + printable(placeOf(unknown.binding) + " binds it to " + unknown.roleKind + " " + unknown.roleName
                + ", which the project does not hold: what it gives in " + scopeText(unknown.namespaceName)
                + " is not known.")
            + "\n";
    const std::vector<Escalation> escalations = escalationsOf(rbac, subject);
    std::string more;
    for (const Escalation &escalation : escalations) {
        if (!escalation.isCertain && escalation.right == "anything")
            continue; // said above
        std::string line = escalation.right;
        if (!escalation.names.empty())
            line += " named " + join(escalation.names, ", ");
        line += " in " + scopeText(escalation.namespaceName) + ": " + std::string(gainOf(escalation.kind))
            + ". By " + placeOf(escalation.role) + ", " + placeOf(escalation.binding) + ".";
        more += "  " + style.bad("escalates") + "  " + printable(line) + "\n";
    }
    text += more.empty() ? "\nNone of it is known to give more than it says.\n" : "\n" + more;
    const PlanIndex index(decisions.plan());
    for (const PlannedPod *pod : podsOf(decisions.plan(), subject)) {
        text += "\n" + style.bold(printable(pod->namespaceName + "/" + pod->name)) + "\n";
        for (const auto &[title, verdict] : questionsAbout(decisions, *pod))
            text += "  " + std::string(verdictWord(verdict.verdict)) + "  " + title + ": "
                + printable(verdict.reason) + "\n";
        for (const CloudIdentity &identity : cloudIdentitiesOf(index, *pod))
            text += "  cloud role " + printable(identity.role)
                + (identity.nodePoolId.isEmpty() ? ", bound to the service account"
                                                 : ", of node pool " + printable(identity.nodePoolId.value())
                            + ", through the metadata service")
                + "\n";
    }
    return text;
}

std::string rightsJson(const PolicyDecisionPoint &decisions, const ApiSubject &subject)
{
    const RbacEvaluator &rbac = decisions.rbac();
    const RbacRights rights = rbac.rightsOf(subject);
    Json json { { "subject",
        { { "user", subject.user }, { "groups", subject.groups }, { "title", subject.title } } } };
    json["permissions"] = Json::array();
    for (const RbacPermission &permission : rights.permissions) {
        const RbacRule &rule = permission.rule;
        Json one { { "namespace", permission.namespaceName }, { "verbs", rule.verbs },
            { "apiGroups", rule.apiGroups }, { "resources", rule.resources },
            { "resourceNames", rule.resourceNames }, { "nonResourceURLs", rule.nonResourceUrls },
            { "certain", permission.isCertain }, { "role", toJson(permission.role) },
            { "rule", permission.ruleNumber }, { "builtIn", permission.isDefaultRole },
            { "binding", toJson(permission.binding) } };
        if (!permission.through.empty())
            one["through"] = permission.through;
        json["permissions"].push_back(std::move(one));
    }
    json["unknownRoles"] = Json::array();
    for (const UnknownRole &unknown : rights.unknown)
        json["unknownRoles"].push_back({ { "kind", unknown.roleKind }, { "name", unknown.roleName },
            { "namespace", unknown.namespaceName }, { "binding", toJson(unknown.binding) } });
    json["escalations"] = Json::array();
    for (const Escalation &escalation : escalationsOf(rbac, subject))
        json["escalations"].push_back(rightJson(escalation));
    json["workloads"] = Json::array();
    const PlanIndex index(decisions.plan());
    for (const PlannedPod *pod : podsOf(decisions.plan(), subject)) {
        Json one { { "id", pod->workloadId.value() } };
        for (const auto &[title, verdict] : questionsAbout(decisions, *pod))
            one[title] = { { "verdict", nameOf(verdict.verdict) }, { "reason", verdict.reason } };
        one["sharedWith"] = Json::array();
        for (const PlannedPod *other : sharersOf(index, *pod))
            one["sharedWith"].push_back(other->workloadId.value());
        one["cloudRoles"] = Json::array();
        for (const CloudIdentity &identity : cloudIdentitiesOf(index, *pod))
            one["cloudRoles"].push_back(
                { { "role", identity.role }, { "nodePool", identity.nodePoolId.value() } });
        json["workloads"].push_back(std::move(one));
    }
    return dumpJson(json);
}

std::string apiAnswerText(
    const ApiSubject &subject, const ApiRequest &request, const PlaneVerdict &answer, const TextStyle &style)
{
    std::string text = style.bold(printable(subject.title + ": " + describe(request))) + "\n  ";
    const std::string_view word = verdictWord(answer.verdict);
    text += answer.verdict == Verdict::Permit ? style.good(word)
        : answer.verdict == Verdict::Deny     ? style.bad(word)
                                              : style.bold(word);
    if (!answer.control.empty())
        text += style.dim("  control " + answer.control);
    return text + "\n  " + printable(answer.reason) + "\n";
}

std::string apiAnswerJson(const ApiSubject &subject, const ApiRequest &request, const PlaneVerdict &answer)
{
    Json json { { "subject", subject.title }, { "verb", request.verb } };
    if (request.resource.empty()) {
        json["path"] = request.path;
    } else {
        json["apiGroup"] = request.apiGroup;
        json["resource"] = request.resource;
        json["subresource"] = request.subresource;
        json["namespace"] = request.namespaceName;
        json["name"] = request.name;
    }
    json["verdict"] = nameOf(answer.verdict);
    json["reason"] = answer.reason;
    if (answer.decidedBy)
        json["decidedBy"] = toJson(*answer.decidedBy);
    if (!answer.control.empty())
        json["control"] = answer.control;
    return dumpJson(json);
}

} // namespace fourplane
