// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    for (const PlannedPod &pod : plan.pods) {
        if (!pod.inMesh || pod.exposed)
            continue;
        AccessRequest request;
        request.sourceId = pod.workloadId;
        request.destinationId = pod.workloadId;
        request.transport = Transport::Plaintext;
        const PlaneVerdict network = context.decisions.decide(request).on(Plane::Network);
        if (network.verdict == Verdict::Deny && network.control == "N7")
            continue;
        findings.push_back(makeFinding({ pod.workloadId },
            pod.namespaceName + "/" + pod.name + " is in the mesh but accepts plaintext.",
            "Set mTLS to STRICT for the namespace " + pod.namespaceName + ".", pod.origin));
    }
    return findings;
}

} // namespace

FindingRule permissiveMtls()
{
    return { "plaintext-accepted", "A meshed workload accepts plaintext", Severity::Medium, Plane::Network,
        "N7",
        "Without STRICT mutual TLS a caller without any identity is let in, and rules about identities do "
        "not bind it.",
        "Callers outside the mesh are needed; then say so per port.",
        { "LZTSM 4.3", "NIST SP 800-207 tenet 2" }, check };
}

} // namespace fourplane::rules
