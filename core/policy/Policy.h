// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/AdoptedRule.h"
#include "core/policy/AllowRule.h"
#include "core/policy/DataGrant.h"
#include "core/policy/ExceptionRecord.h"

namespace fourplane {

/// What is allowed: the draft that the compiler turns into an enforcement plan.
struct Policy
{
    ElementMap<CommunicationPattern> patterns;
    ElementMap<AllowRule> allowRules;
    ElementMap<AdoptedRule> adopted;
    ElementMap<DataGrant> grants;
    ElementMap<ToolScope> toolScopes;
    ElementMap<EgressAllowList> egressLists;
    ElementMap<ExceptionRecord> exceptions;

    bool operator==(const Policy &) const = default;
};

} // namespace fourplane
