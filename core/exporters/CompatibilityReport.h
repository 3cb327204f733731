// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportRemark.h"
#include "core/exporters/ExportTarget.h"

#include <string>

namespace fourplane {

/// Every control of the plan that neither Kubernetes nor the other targets can express, and every object of
/// it that the platform would not enforce: one diagnostic each, `message` with the consequence, `fix` with
/// what has to happen outside the export. In plane order, stable.
ExportRemarks compatibilityReport(const EnforcementPlan &plan, const ExportTargets &targets);

/// The report as a Markdown page.
std::string compatibilityPage(const Diagnostics &report, const ExportTargets &targets);

} // namespace fourplane
