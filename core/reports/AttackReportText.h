// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reports/AttackReport.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// Reports as text with lines of at most 100 characters, apart from longer words: what the attacker has, a
/// numbered timeline, what fell, what held and why, and the evidence. Names are made printable.
std::string attackReportText(const std::vector<AttackReport> &reports, const TextStyle &style);

} // namespace fourplane
