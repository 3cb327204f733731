// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

#include <vector>

namespace fourplane {

/// The workload plane: Pod Security Admission, leaving a container for the node, and sharing a node (paper
/// section 3.4; semantics Pod Security, T1 to T3). Immutable after construction.
class WorkloadPlaneEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit WorkloadPlaneEvaluator(const PlanIndex &index);

    /// Admission of both ends: Deny when one of them cannot run, Uncertain when that is not known,
    /// NotEnforced when one of them is not checked.
    PlaneVerdict evaluate(const PlannedRequest &request) const;

    /// As PolicyDecisionPoint documents them.
    PlaneVerdict admission(const ElementId &workloadId) const;
    PlaneVerdict admissionOfLevel(const std::string &namespaceName, PodSecurityLevel level) const;
    PlaneVerdict escape(const ElementId &workloadId, bool byRuntimeWeakness) const;
    PlaneVerdict sharesNode(const ElementId &firstWorkloadId, const ElementId &secondWorkloadId) const;

private:
    PlaneVerdict admissionOf(const PlannedPod &pod) const;
    /// What Pod Security Admission alone says.
    PlaneVerdict podSecurityOf(const PlannedPod &pod) const;
    PlaneVerdict podSecurityOfLevel(const PlannedNamespace &home, PodSecurityLevel level) const;

    const PlanIndex &m_index;
    std::vector<PlaneVerdict> m_admission; ///< by position in plan().pods
};

} // namespace fourplane
