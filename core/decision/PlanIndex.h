// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/enforcement/EnforcementPlan.h"

#include <cstddef>
#include <map>
#include <string>

namespace fourplane {

/// Fast look-up of a plan's subjects by id and name, made once for all evaluators. Keeps a reference to the
/// plan.
class PlanIndex
{
public:
    explicit PlanIndex(const EnforcementPlan &plan);

    const EnforcementPlan &plan() const { return m_plan; }

    /// Each returns nullptr for an unknown id or name.
    const PlannedPod *pod(const ElementId &id) const;
    const PlannedExternal *external(const ElementId &id) const;
    const PlannedNamespace *namespaceNamed(const std::string &name) const;
    const PlannedStore *storeOf(const ElementId &collectionId) const;

    /// Position of a pod in plan().pods; the pod must be one of them.
    std::size_t indexOf(const PlannedPod &pod) const;

    bool isKnown(const ElementId &id) const { return pod(id) || external(id); }

    /// "retriever" or "Internet": the name of a workload or external; the id where it is neither.
    const std::string &nameOf(const ElementId &id) const;

private:
    const EnforcementPlan &m_plan;
    std::map<ElementId, const PlannedPod *> m_pods;
    std::map<ElementId, const PlannedExternal *> m_externals;
    std::map<std::string, const PlannedNamespace *> m_namespaces;
    std::map<ElementId, const PlannedStore *> m_storeOfCollection;
};

/// How the bytes of a request travel: as asked, or as the source's pods do it. Externals and pods outside the
/// mesh have only plaintext.
Transport transportOf(const PlanIndex &index, const AccessRequest &request);

/// The deciding object for a rule object of the plan.
template <class T>
DecidingObject decidingObject(const std::string &kind, const Planned<T> &planned)
{
    return { kind, planned.object.meta.namespaceName, planned.object.meta.name,
        planned.sources.empty() ? ElementId() : planned.sources.front(), planned.origin };
}

} // namespace fourplane
