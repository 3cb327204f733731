// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"
#include "core/reports/TextStyle.h"

#include <string>

namespace fourplane {

/// Every secret of the plan: where it lives, what it opens, and who comes to it by which way.
std::string secretsText(const PolicyDecisionPoint &decisions, const TextStyle &style);

/// The same as JSON: {"secrets": [{"id", "home", "opens", "readers": [{"id", "verdict", "reason"}]}]}.
std::string secretsJson(const PolicyDecisionPoint &decisions);

} // namespace fourplane
