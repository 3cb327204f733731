// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FindingRule.h"
#include "core/base/Job.h"

#include <string>
#include <vector>

namespace fourplane {

/// A change that closes a finding.
struct FindingFix
{
    std::string title; ///< what is done, in words: "Deny by default in namespace rag, ..."
    Project changed; ///< the project with the change, and nothing else different
};

/// The changes that close `finding`, the one to be preferred first. Each was tried: its rule was asked again
/// about the changed design and no longer finds anything among the elements of the finding. Empty where no
/// edit of a project does that (a tool whose operations nobody has named). A change may refuse a declared
/// flow or raise another finding: that is for a re-run to say. `finding` is one of findFindings(context).
/// Fewer when the job is stopped.
std::vector<FindingFix> fixesFor(const FindingContext &context, const Finding &finding, const Job &job = {});

/// Whether `after` still holds the finding, or what is left of it: one of the same rule about nothing but its
/// elements.
bool isStillFound(const Finding &finding, const std::vector<Finding> &after);

} // namespace fourplane
