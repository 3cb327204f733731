// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackReportWords.h"

#include "core/attack/Vocabulary.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace fourplane {

namespace {

struct Word
{
    std::string_view code;
    std::string_view text;
};

constexpr std::array evidenceWords {
    Word { "KA", "the audit log of the Kubernetes API" },
    Word { "FL", "flow logs of the network" },
    Word { "MX", "access and denial logs of the mesh" },
    Word { "EG", "the log of the egress proxy" },
    Word { "CT", "the audit log of the cloud" },
    Word { "DB", "the query log of the store" },
    Word { "RT", "a sensor in the nodes (eBPF, runtime detection)" },
    Word { "INF", "the log of inference requests" },
    Word { "TL", "the log of tool calls" },
    Word { "RG", "the log of the registry" },
    Word { "CI", "the log of CI runs" },
    Word { "APP", "the log of the application" },
};

/// Workload kinds whose name needs an article of its own or other words.
std::string kindWords(WorkloadKind kind)
{
    switch (kind) {
    case WorkloadKind::GenericService:
        return "service";
    case WorkloadKind::McpServer:
        return "MCP server";
    case WorkloadKind::CiRunner:
        return "CI runner";
    case WorkloadKind::Observability:
        return "observability service";
    default:
        break;
    }
    std::string words(nameOf(kind));
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
}

std::string_view externalWords(ExternalKind kind)
{
    switch (kind) {
    case ExternalKind::Internet:
        return "the internet";
    case ExternalKind::HostedLlm:
        return "hosted model";
    case ExternalKind::Saas:
        return "service of another company";
    case ExternalKind::CloudMetadata:
        return "metadata service of the cloud";
    case ExternalKind::UserGroup:
        return "group of users";
    case ExternalKind::UntrustedContent:
        return "source of content that anybody may write";
    case ExternalKind::CloudService:
        break;
    }
    return "service outside the cluster";
}

std::string_view identityWords(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::ServiceAccount:
        break;
    case IdentityKind::CloudRole:
        return "role of the cloud";
    case IdentityKind::ExternalAccount:
        return "account of another system";
    }
    return "service account";
}

std::string homeOf(const Project &project, const ElementId &namespaceId)
{
    const Namespace *home = find(project.topology.namespaces, namespaceId);
    return home ? " in namespace " + home->name : std::string();
}

/// "; administrator of broker-clusters", or nothing.
std::string rightsElsewhere(const WorkloadIdentity &identity)
{
    if (identity.connectsTo.empty())
        return {};
    std::vector<std::string> places;
    for (const ElementId &place : identity.connectsTo)
        places.push_back(place.value());
    return (identity.isAdminThere.value_or(true) ? "; administrator of " : "; has rights in ")
        + listed(places);
}

std::string withDescription(std::string text, const std::string &description)
{
    return description.empty() ? text + "." : text + ". " + description;
}

/// Whether what comes from there is text, and not something that somebody has rights in.
bool isSourceOfText(const Project &project, const ElementId &id)
{
    const ExternalEndpoint *external = find(project.topology.externals, id);
    return external
        && (external->kind == ExternalKind::UntrustedContent || external->kind == ExternalKind::UserGroup
            || external->kind == ExternalKind::Internet);
}

} // namespace

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

std::string capitalised(std::string text)
{
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string factSentence(const Project &project, const Fact &fact, const std::string &subject)
{
    // What the rule language calls written is text to a model, data to a store, and rights elsewhere.
    if (fact.relation == "written")
        return isSourceOfText(project, fact.subject) ? "the attacker decides what comes from " + subject
                                                     : "the attacker can change what is in " + subject;
    if (fact.relation == "leaked")
        return find(project.topology.externals, fact.subject)
            ? "the attacker can send data out through " + subject
            : "the attacker has carried " + subject + " out of the organisation";
    const Relation *relation = findRelation(fact.relation);
    return relation ? sentence(*relation, subject, fact.object.value()) : toString(fact);
}

std::string evidenceName(const std::string &code)
{
    const auto found = std::find_if(
        evidenceWords.begin(), evidenceWords.end(), [&code](const Word &word) { return word.code == code; });
    return found == evidenceWords.end() ? code : std::string(found->text);
}

std::string_view assumptionSentence(Exploitability exploitability)
{
    switch (exploitability) {
    case Exploitability::None:
        return "No software has a weakness (exploitability none): the attacker only uses what is open, what "
               "is "
               "misused by design, and stolen credentials.";
    case Exploitability::Marked:
        return "Only the weaknesses that the design marks are there (exploitability marked).";
    case Exploitability::All:
        break;
    }
    return "Whatever the attacker can send a request to has a weakness, and so has every container runtime "
           "(exploitability all).";
}

std::string passageSentence(const std::string &note)
{
    static constexpr std::array<std::string_view, 4> words { "lets it pass", "refuses it",
        "has no rule against it", "may stop it or not, which counts as open" };
    for (std::size_t plane = 0; plane < planeCount; ++plane) {
        for (std::size_t verdict = 0; verdict < words.size(); ++verdict) {
            const std::string name(nameOf(static_cast<Plane>(plane)));
            const std::string start = name + ": " + std::string(nameOf(static_cast<Verdict>(verdict))) + ". ";
            if (note.rfind(start, 0) == 0)
                return "The " + name + " plane " + std::string(words[verdict]) + ": "
                    + note.substr(start.size());
        }
    }
    return note;
}

std::string blockSentence(Plane plane, const std::string &control, const std::string &controlName,
    const std::optional<DecidingObject> &decidedBy, const std::string &reason)
{
    std::string text = "The " + std::string(nameOf(plane)) + " plane stops it";
    if (decidedBy) {
        text += " by " + decidedBy->kind + " ";
        if (!decidedBy->namespaceName.empty())
            text += decidedBy->namespaceName + "/";
        text += decidedBy->name;
        if (decidedBy->origin.isKnown())
            text += " at " + toString(decidedBy->origin);
    }
    const bool isNamed = controlName.empty() || reason.find(controlName) != std::string::npos;
    if (!control.empty())
        text += " (control " + control + (isNamed ? "" : ", " + controlName) + ")";
    return text + ": " + reason;
}

std::string elementAbout(const Project &project, const ElementId &id)
{
    const Topology &t = project.topology;
    if (const Workload *workload = find(t.workloads, id))
        return withDescription(
            capitalised(kindWords(workload->kind)) + homeOf(project, workload->namespaceId),
            workload->description);
    if (const ExternalEndpoint *external = find(t.externals, id))
        return withDescription(
            capitalised(std::string(externalWords(external->kind))), external->description);
    if (const WorkloadIdentity *identity = find(t.identities, id))
        return capitalised(std::string(identityWords(identity->kind)))
            + homeOf(project, identity->namespaceId) + rightsElsewhere(*identity) + ".";
    if (const auto [store, collection] = findCollection(t, id); collection)
        return "Data in the store " + store->name + ", served by " + store->hostId.value() + "; "
            + std::string(nameOf(collection->classification)) + ".";
    if (const Secret *secret = find(t.secrets, id)) {
        std::vector<std::string> opened;
        for (const ElementId &target : secret->opens)
            opened.push_back(target.value());
        return "Secret" + homeOf(project, secret->namespaceId)
            + (opened.empty() ? "." : "; it is good for " + listed(opened) + ".");
    }
    if (find(t.nodePools, id))
        return "Nodes of the cluster.";
    if (find(t.namespaces, id))
        return "Namespace.";
    return {};
}

} // namespace fourplane
