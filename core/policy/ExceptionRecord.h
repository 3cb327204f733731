// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <string>
#include <vector>

namespace fourplane {

/// An approved, expiring deviation (paper section 6.1). Dates are ISO 8601 calendar dates, "2026-11-23".
struct ExceptionRecord
{
    ElementId id;
    ElementId subjectId; ///< the rule or element it covers
    std::string reason;
    std::string owner;
    std::string approvedBy; ///< empty = not approved yet
    std::string created;
    std::string expires;
    std::vector<std::string> compensatingControls;

    bool operator==(const ExceptionRecord &) const = default;
};

} // namespace fourplane
