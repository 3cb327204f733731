// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AuthorizationMatching.h"

#include <vector>

namespace fourplane {

/// Requests of which one is allowed if any is: the caller chooses method, path, host, headers and whether to
/// bring a token.
struct HttpCandidates
{
    std::vector<HttpRequest> requests; ///< at least one
    bool isComplete = true; ///< false where there were too many combinations to list
};

/// One representative per way in which the rules can tell requests apart: each value they name, an instance
/// of each pattern, and a value that none names.
HttpCandidates httpCandidatesFor(const std::vector<const AuthorizationRule *> &rules);

} // namespace fourplane
