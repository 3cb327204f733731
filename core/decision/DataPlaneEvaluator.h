// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// The data plane: grants that a store holds, as far as its product can express them (StoreDialectFacts), and
/// scopes that are checked outside the model (paper sections 3.5, 5.3, 5.4).
class DataPlaneEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit DataPlaneEvaluator(const PlanIndex &index);

    /// Collection and tool questions joined by AND; NotEnforced when the request asks neither.
    PlaneVerdict evaluate(const PlannedRequest &request) const;

private:
    PlaneVerdict collectionAccess(const PlannedRequest &request) const;
    PlaneVerdict grantedAccess(const PlannedStore &store, const Collection &collection,
        const ElementId &identityId, const PlannedRequest &request) const;
    PlaneVerdict trustedAddress(const PlannedStore &store, const PlannedRequest &request) const;
    PlaneVerdict toolUse(const PlannedRequest &request) const;
    std::string identityName(const ElementId &identityId) const;

    const PlanIndex &m_index;
    std::map<ElementId, std::vector<const DataGrant *>> m_grants; ///< by identity, in the order of the plan
    // In the order of the plan.
    std::map<ElementId, std::vector<const ToolScope *>> m_scopesOfAgent;
    std::map<ElementId, std::vector<const ToolScope *>> m_scopesOfTool;
};

} // namespace fourplane
