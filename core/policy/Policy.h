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
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    Policy();
    Policy(const Policy &);
    Policy(Policy &&) noexcept;
    Policy &operator=(const Policy &);
    Policy &operator=(Policy &&) noexcept;
    ~Policy();
    bool operator==(const Policy &) const;

    ElementMap<CommunicationPattern> patterns;
    ElementMap<AllowRule> allowRules;
    ElementMap<AdoptedRule> adopted;
    ElementMap<DataGrant> grants;
    ElementMap<ToolScope> toolScopes;
    ElementMap<EgressAllowList> egressLists;
    ElementMap<ExceptionRecord> exceptions;
};

} // namespace fourplane
