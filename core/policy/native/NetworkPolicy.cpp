// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/native/NetworkPolicy.h"

#include <algorithm>

namespace fourplane {

bool appliesTo(const NetworkPolicy &policy, PolicyDirection direction)
{
    if (policy.policyTypes.empty())
        return direction == PolicyDirection::Ingress || !policy.egress.empty();
    return std::find(policy.policyTypes.begin(), policy.policyTypes.end(), direction)
        != policy.policyTypes.end();
}

} // namespace fourplane
