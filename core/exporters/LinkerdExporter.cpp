// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/Markdown.h"

namespace fourplane {

namespace {

constexpr const char *auditedServerPatch = "- op: replace\n  path: /spec/accessPolicy\n  value: audit\n";

/// Namespaces whose Namespace object carries a default inbound policy of the draft.
std::vector<std::string> namespacesWithDefault(const EnforcementPlan &plan)
{
    std::vector<std::string> names;
    for (const PlannedNamespace &home : plan.namespaces) {
        if (home.drawnInboundPolicy && !home.id.isEmpty())
            names.push_back(home.name);
    }
    return names;
}

/// A proxy reads its default policy once, when it starts (semantics L1).
std::string restartChapter(const std::vector<std::string> &names)
{
    std::string text =
        "Ports that no Server selects follow `config.linkerd.io/default-inbound-policy`, an annotation of "
        "these namespaces.\nA proxy reads it when it starts: restart the workloads after the audit overlay, "
        "after the enforce overlay and after\nrolling back. Until then these ports do what they did before. "
        "Recreate Jobs and Pods that no controller owns.\n\n```sh\n";
    for (const std::string &name : names)
        text += "kubectl rollout restart deployment,statefulset,daemonset -n " + shellWord(name) + "\n";
    return text
        + "```\n\nIn the audit overlay this policy and the access policy of each closed Server are `audit`: "
          "the proxies let everybody\nin, and log and count whom they will refuse.\n";
}

} // namespace

void writeLinkerd(ExportBuilder &builder)
{
    constexpr std::string_view folder = "components/linkerd";
    const EnforcementPlan &plan = builder.plan();
    for (const Planned<LinkerdServer> &server : plan.linkerdServers) {
        // It still lets everybody in, and logs whom its policies do not name.
        const bool isClosed = !server.isAdopted && server.object.accessPolicy == LinkerdAccess::Deny;
        builder.addRule(folder, server.object,
            { server.sources, server.origin, server.isAdopted, !server.isAdopted },
            { false, isClosed ? std::string(auditedServerPatch) : std::string() });
    }
    builder.addRules(folder, plan.serverAuthorizations);
    builder.addRules(folder, plan.linkerdAuthorizationPolicies);
    builder.addRules(folder, plan.meshTlsAuthentications);
    builder.addRules(folder, plan.networkAuthentications);
    builder.addRules(folder, plan.serverRoutes);
    if (const std::vector<std::string> names = namespacesWithDefault(plan); !names.empty())
        builder.addChapter("Linkerd", restartChapter(names));
}

} // namespace fourplane
