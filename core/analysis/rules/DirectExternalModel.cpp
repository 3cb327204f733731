// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

bool leavesTheCluster(const PlannedExternal &external)
{
    return external.kind != ExternalKind::UserGroup && external.kind != ExternalKind::UntrustedContent
        && external.kind != ExternalKind::CloudMetadata;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const PlannedExternal &external : context.decisions.plan().externals) {
        if (!leavesTheCluster(external))
            continue;
        for (const PlannedPod *pod : podsReaching(context.decisions, external.id)) {
            if (pod->kind != WorkloadKind::EgressProxy) {
                findings.push_back(makeFinding({ pod->workloadId, external.id },
                    pod->namespaceName + "/" + pod->name + " reaches " + external.name + " directly.",
                    "Send it through an egress proxy with an allow-list and deny direct egress.",
                    pod->origin));
            }
        }
    }
    return findings;
}

} // namespace

FindingRule directExternalModel()
{
    return { "direct-external-access", "A workload reaches the outside without an egress proxy",
        Severity::Medium, Plane::Network, "N3",
        "Outbound calls that no proxy checks are the way for stolen data and for command and control.",
        "The destination is inside the organisation.", { "LZTSM 5.2", "LLM10:2025", "T1041" }, check };
}

} // namespace fourplane::rules
