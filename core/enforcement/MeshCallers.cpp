// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/MeshCallers.h"

namespace fourplane {

void reportUnauthenticatedSource(PlanContext &context, const AllowRule &rule, const PlannedPod &destination)
{
    context.report(DiagnosticLevel::Warning, "unauthenticated-source",
        context.describe(rule.sourceId) + " has no mesh identity: " + destination.name
            + " lets anybody in on the ports of allow rule " + rule.id.value() + ".",
        "Check the caller in the application, or put an authenticating gateway in front.",
        destination.origin);
}

void reportSourceWithoutIdentity(
    PlanContext &context, const PlannedPod &source, const PlannedPod &destination)
{
    context.report(DiagnosticLevel::Warning, "source-without-identity",
        source.name + " is not in the mesh and shows no identity: the allow-list at " + destination.name
            + " will refuse it.",
        "Enable injection for the source.", source.origin);
}

std::map<std::uint16_t, std::vector<ElementId>> plaintextPorts(PlanContext &context, const PlannedPod &pod)
{
    std::map<std::uint16_t, std::vector<ElementId>> ports;
    for (const AllowRule *rule : context.rulesInto(pod.workloadId)) {
        const PlannedPod *source = context.index().pod(rule->sourceId);
        if (source && !source->inMesh)
            context.report(DiagnosticLevel::Warning, "plaintext-to-strict",
                source->name + " is not in the mesh and " + pod.name + " accepts mutual TLS only: allow rule "
                    + rule->id.value() + " cannot work.",
                "Enable injection for the source.", source->origin);
        if (source)
            continue;
        for (const AllowedPort &port : portsOpenedBy(*rule, context.index())) {
            if (port.protocol != Protocol::Tcp)
                continue;
            std::vector<ElementId> &rules = ports[port.number];
            if (rules.empty() || rules.back() != rule->id)
                rules.push_back(rule->id);
        }
    }
    return ports;
}

void reportPlaintextPorts(PlanContext &context, const PlannedPod &pod)
{
    context.report(DiagnosticLevel::Note, "plaintext-port",
        pod.name
            + " takes callers from outside the cluster, which have no mesh certificate: those ports "
              "accept plaintext.",
        "", pod.origin);
}

} // namespace fourplane
