// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/RbacEvaluator.h"
#include "core/enforcement/PlanIndex.h"

#include <vector>

namespace fourplane {

/// Who can read a secret: by the grants of the secret store, by rights on the Kubernetes API (get, list or
/// watch of Secrets, creation of pods in the namespace, entering a pod that has it), or because it is put
/// into the workload.
class SecretEvaluator
{
public:
    /// Keeps references: both must outlive the evaluator.
    SecretEvaluator(const PlanIndex &index, const RbacEvaluator &rbac);

    /// May this identity read the secret? Permit says by which way; Deny is control D6 for a secret store and
    /// I3 otherwise.
    PlaneVerdict mayRead(const ElementId &secretId, const ElementId &identityId) const;

    /// Does code in the pods of this workload come to it: because the pods are given it, or with a token that
    /// they hold?
    PlaneVerdict reaches(const ElementId &secretId, const ElementId &workloadId) const;

    /// Somebody who reads a secret, or of whom it cannot be ruled out.
    struct Reader
    {
        ElementId id; ///< workload or identity
        PlaneVerdict verdict; ///< Permit or Uncertain
    };

    /// All workloads that are given it, then all identities with the right to read it.
    std::vector<Reader> readersOf(const ElementId &secretId) const;

private:
    PlaneVerdict inCluster(const Secret &secret, const ApiSubject &subject) const;
    PlaneVerdict inSecretStore(const Secret &secret, const ElementId &identityId) const;

    const PlanIndex &m_index;
    const EnforcementPlan &m_plan;
    const RbacEvaluator &m_rbac;
};

} // namespace fourplane
