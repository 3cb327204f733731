// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AuthorizationMatching.h"
#include "core/decision/Decision.h"
#include "core/enforcement/EnforcementPlan.h"

#include <vector>

namespace fourplane {

/// The answer to one concrete request.
struct AuthorizationAnswer
{
    /// NotEnforced: no rule refuses it and there is no ALLOW policy. Uncertain: a rule that counts may match,
    /// or asks an external authorizer.
    Verdict verdict = Verdict::NotEnforced;
    /// What decided; the first ALLOW policy where none of them matches. May be nullptr.
    const Planned<AuthorizationPolicy> *policy = nullptr;
    const AuthorizationRule *rule = nullptr; ///< of `policy`; nullptr where no rule matched
};

/// What policies that apply to the destination say to one request, in the order CUSTOM, DENY, ALLOW
/// (semantics IS1, IS2). AUDIT policies and dry runs must have been left out.
AuthorizationAnswer authorizationAnswer(
    const std::vector<const Planned<AuthorizationPolicy> *> &policies, const MeshRequest &request);

} // namespace fourplane
