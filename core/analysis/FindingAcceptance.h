// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/project/Project.h"

#include <string>

namespace fourplane {

/// The id under which the register of exceptions holds that this very finding is accepted:
/// "accepted/RULE/DIGEST", the digest being of its elements and its message. A finding that says something
/// else later (one more workload reaches the store) has another id, and so is open again.
ElementId acceptanceId(const Finding &finding);

/// Whether the finding can be entered in the register: only when it is about an element of the project.
bool canBeAccepted(const Project &project, const Finding &finding);

/// The record for a finding, without reason, owner, approval and expiry.
ExceptionRecord acceptanceOf(const Finding &finding);

/// How a finding stands in the register.
enum class AcceptanceState
{
    None, ///< there is no record of it
    NotApproved, ///< there is one that nobody has approved, or without an expiry
    Expired, ///< there is one that has expired, or `today` is not known
    Accepted
};

/// `today` is an ISO 8601 date. Accepted findings stay findings: nothing is simulated differently.
AcceptanceState acceptanceState(const Project &project, const Finding &finding, const std::string &today);

} // namespace fourplane
