// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AuthorizationAnswer.h"

#include <algorithm>

namespace fourplane {

AuthorizationAnswer authorizationAnswer(
    const std::vector<const Planned<AuthorizationPolicy> *> &policies, const MeshRequest &request)
{
    const bool hasAllowPolicy = std::any_of(policies.begin(), policies.end(),
        [](const auto *policy) { return policy->object.action == AuthorizationAction::Allow; });
    AuthorizationAnswer open; // the best that ALLOW and the absence of ALLOW policies give
    open.verdict = hasAllowPolicy ? Verdict::Deny : Verdict::NotEnforced;
    AuthorizationAnswer doubt;
    bool hasDoubt = false;
    for (const Planned<AuthorizationPolicy> *policy : policies) {
        const AuthorizationPolicy &object = policy->object;
        if (object.action == AuthorizationAction::Allow && !open.policy)
            open.policy = policy;
        for (const AuthorizationRule &rule : object.rules) {
            const Match match = matchRule(rule, object.action, object.meta.namespaceName, request);
            if (match == Match::No)
                continue;
            if (object.action == AuthorizationAction::Deny && match == Match::Yes)
                return { Verdict::Deny, policy, &rule };
            if (object.action == AuthorizationAction::Allow) {
                const Verdict verdict = match == Match::Yes ? Verdict::Permit : Verdict::Uncertain;
                if (open.verdict == Verdict::Deny
                    || (open.verdict == Verdict::Uncertain && verdict == Verdict::Permit))
                    open = { verdict, policy, &rule };
            } else if (!hasDoubt) { // DENY that may match, or CUSTOM: its authorizer is not known
                hasDoubt = true;
                doubt = { Verdict::Uncertain, policy, &rule };
            }
        }
    }
    if (open.verdict == Verdict::Deny || !hasDoubt)
        return open;
    return doubt;
}

} // namespace fourplane
