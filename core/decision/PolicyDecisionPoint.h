// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/decision/DecisionStep.h"
#include "core/decision/RbacEvaluator.h"
#include "core/decision/SecretEvaluator.h"
#include "core/enforcement/EnforcementPlan.h"

#include <memory>

namespace fourplane {

/// Answers every question about a plan. All analyses and the attack engine ask only here. Immutable after
/// construction; safe to ask from several threads.
class PolicyDecisionPoint
{
public:
    /// Keeps a reference: `plan` must outlive the decision point.
    explicit PolicyDecisionPoint(const EnforcementPlan &plan);
    ~PolicyDecisionPoint();
    PolicyDecisionPoint(const PolicyDecisionPoint &) = delete;
    PolicyDecisionPoint &operator=(const PolicyDecisionPoint &) = delete;

    const EnforcementPlan &plan() const;

    /// All four planes. Unknown ids give Deny on the network plane with the reason "no such element".
    Decision decide(const AccessRequest &request) const;

    /// The verdicts of that decision, by the same code, without the sentences: for those who ask about many
    /// pairs.
    Verdicts verdicts(const AccessRequest &request) const;

    /// The same decision, by the same code, with the stages that it is joined from.
    DecisionExplanation explain(const AccessRequest &request) const;

    /// Workload plane alone: does admission let the pods of this workload run as they are declared?
    PlaneVerdict admission(const ElementId &workloadId) const;

    /// Workload plane alone: could a pod with this Pod Security level run in the workload's namespace? Deny
    /// means that admission would refuse it (an attacker who creates pods there).
    PlaneVerdict admissionOfLevel(const std::string &namespaceName, PodSecurityLevel level) const;

    /// Workload plane alone: is leaving the container for the node prevented? Deny = prevented, with the
    /// control (W1 admission of a restricted pod, W5 sandboxed runtime). `byRuntimeWeakness` asks about a
    /// runtime CVE, which W1 does not stop; otherwise about the pod's own privileges.
    PlaneVerdict escape(const ElementId &workloadId, bool byRuntimeWeakness) const;

    /// Workload plane alone: can pods of both workloads share a node? Deny = never, by pools (control W4).
    PlaneVerdict sharesNode(const ElementId &firstWorkloadId, const ElementId &secondWorkloadId) const;

    /// Identity plane: does code in the pods of this workload find a credential for the Kubernetes API?
    /// Permit says which and who shares it; Deny is control I1.
    PlaneVerdict apiCredential(const ElementId &workloadId) const;

    /// Network plane: do packets of this workload reach the Kubernetes API server? Uncertain where egress is
    /// restricted and nobody has said which addresses the API server has.
    PlaneVerdict apiRoute(const ElementId &workloadId) const;

    /// Network plane: do packets of this workload reach the cloud's metadata service (rule R6)?
    PlaneVerdict metadataRoute(const ElementId &workloadId) const;

    /// Identity plane of the Kubernetes API: who may do what there.
    const RbacEvaluator &rbac() const;

    /// Who can read which secret.
    const SecretEvaluator &secrets() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fourplane
