// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Who approves a tool call outside the model (paper section 5.4).
enum class ApprovalMode
{
    None,
    PolicyDecisionPoint,
    Human,
};

template <>
struct EnumNames<ApprovalMode>
{
    static constexpr std::array<std::string_view, 3> names { "none", "policy-decision-point", "human" };
};

} // namespace fourplane
