// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fourplane {

/// Fast look-up of a plan's subjects by id and name, made once for all who ask about many. Keeps a reference
/// to the plan, whose lists of subjects must stay as they are.
class PlanIndex
{
public:
    explicit PlanIndex(const EnforcementPlan &plan);

    const EnforcementPlan &plan() const { return m_plan; }

    /// What stands at an end of a request; nullptr for what does not.
    struct Subject
    {
        const PlannedPod *pod = nullptr;
        const PlannedExternal *external = nullptr;
    };

    /// Both in one look-up.
    const Subject &subject(const ElementId &id) const;

    /// Each returns nullptr for an unknown id or name.
    const PlannedPod *pod(const ElementId &id) const;
    const PlannedExternal *external(const ElementId &id) const;
    const PlannedServiceAccount *account(const ElementId &id) const;
    const PlannedNamespace *namespaceNamed(const std::string &name) const;
    const PlannedStore *storeOf(const ElementId &collectionId) const;
    const Secret *secret(const ElementId &id) const;

    /// The stores of a workload or external endpoint, in the order of the plan.
    const std::vector<const PlannedStore *> &storesAt(const ElementId &hostId) const;

    /// The pods of a namespace, in the order of the plan.
    const std::vector<const PlannedPod *> &podsIn(const std::string &namespaceName) const;

    /// Position of a pod in plan().pods; the pod must be one of them.
    std::size_t indexOf(const PlannedPod &pod) const;

    /// What fourplane::principalOf says; the pod must be one of the plan.
    const std::string &principalOf(const PlannedPod &pod) const { return m_principals[indexOf(pod)]; }

    bool isKnown(const ElementId &id) const { return pod(id) || external(id); }

    /// "retriever" or "Internet": the name of a workload or external; the id where it is neither.
    const std::string &nameOf(const ElementId &id) const;

private:
    const EnforcementPlan &m_plan;
    std::unordered_map<std::string_view, Subject> m_subjects; ///< by id, which every request looks up
    std::map<ElementId, const PlannedServiceAccount *> m_accounts;
    std::map<std::string, const PlannedNamespace *> m_namespaces;
    std::map<std::string, std::vector<const PlannedPod *>> m_podsIn; ///< by namespace
    std::map<ElementId, const PlannedStore *> m_storeOfCollection;
    std::map<ElementId, std::vector<const PlannedStore *>> m_storesAt; ///< by host
    std::map<ElementId, const Secret *> m_secrets;
    std::vector<std::string> m_principals; ///< by pod
};

} // namespace fourplane
