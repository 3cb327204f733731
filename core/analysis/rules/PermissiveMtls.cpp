// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/enforcement/PlanIndex.h"

namespace fourplane::rules {

namespace {

bool acceptsPlaintext(const PeerAuthenticationEvaluator &peers, const PlannedPod &pod)
{
    for (const NamedPort &port : pod.ports) {
        const InboundMtls mtls = peers.inbound(pod, port.number);
        if (mtls.mode() != MtlsMode::Strict || mtls.isAmbiguous())
            return true;
    }
    return false;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const EnforcementPlan &plan = context.decisions.plan();
    const PlanIndex index(plan);
    const PeerAuthenticationEvaluator peers(index);
    for (const PlannedPod &pod : plan.pods) {
        if (isIstio(pod.meshMode) && !pod.exposed && acceptsPlaintext(peers, pod)) {
            findings.push_back(makeFinding({ pod.workloadId },
                pod.namespaceName + "/" + pod.name + " is in the mesh but accepts plaintext.",
                "Set mTLS to STRICT for the namespace " + pod.namespaceName + ".", pod.origin));
        }
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
