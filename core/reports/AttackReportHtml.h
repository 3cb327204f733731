// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reports/AttackReport.h"

#include <string>
#include <vector>

namespace fourplane {

/// Reports as one HTML page that needs nothing else: what attackReportText says, for screen and print.
std::string attackReportHtml(const std::vector<AttackReport> &reports);

} // namespace fourplane
