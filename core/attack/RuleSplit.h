// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedRule.h"

namespace fourplane {

/// Splits a rule at its source, where its form allows it (see RuleSplit); nothing where it does not. Reads
/// only the form of the rule, never which technique it is.
std::optional<RuleSplit> splitRule(const PreparedRule &rule);

} // namespace fourplane
