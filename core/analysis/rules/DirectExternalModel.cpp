// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    for (const PlannedExternal &external : plan.externals) {
        if (external.kind == ExternalKind::UserGroup || external.kind == ExternalKind::UntrustedContent
            || external.kind == ExternalKind::CloudMetadata)
            continue;
        for (const PlannedPod &pod : plan.pods) {
            if (pod.kind == WorkloadKind::EgressProxy)
                continue;
            AccessRequest request;
            request.sourceId = pod.workloadId;
            request.destinationId = external.id;
            if (context.decisions.decide(request).joint() == Verdict::Deny)
                continue;
            findings.push_back(makeFinding({ pod.workloadId, external.id },
                pod.namespaceName + "/" + pod.name + " reaches " + external.name + " directly.",
                "Send it through an egress proxy with an allow-list and deny direct egress.", pod.origin));
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
