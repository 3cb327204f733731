// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/PodsReaching.h"
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    std::vector<std::pair<ElementId, bool>> services; // and whether the project draws it
    for (const PlannedExternal &external : plan.externals) {
        if (external.kind == ExternalKind::CloudMetadata)
            services.emplace_back(external.id, true);
    }
    if (services.empty() && plan.platform.metadataServicePresent)
        services.emplace_back(plan.metadataServiceId, false);
    for (const auto &[service, isDrawn] : services) {
        for (const PlannedPod *pod : podsReaching(context.decisions, service)) {
            std::vector<ElementId> elements { pod->workloadId };
            if (isDrawn)
                elements.push_back(service);
            findings.push_back(makeFinding(std::move(elements),
                pod->namespaceName + "/" + pod->name + " reaches the metadata service.",
                "Deny egress to 169.254.169.254/32 and require tokens with hop limit 1.", pod->origin));
        }
    }
    return findings;
}

} // namespace

FindingRule metadataReachable()
{
    return { "metadata-service-reachable", "A pod can reach the cloud metadata service", Severity::High,
        Plane::Network, "N4", "The metadata service hands out the credentials of the node.",
        "Tokens are required and the hop limit is 1, and the pod is not on the host network.",
        { "T1552.005", "LZTSM 3.3" }, check };
}

} // namespace fourplane::rules
