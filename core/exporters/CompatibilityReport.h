// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/enforcement/EnforcementPlan.h"

#include <string>

namespace fourplane {

/// Every control of the plan that the kustomize target cannot express, and every object of it that the
/// platform would not enforce: one diagnostic each, `message` with the consequence, `fix` with what has to
/// happen outside the export. In plane order, stable.
Diagnostics compatibilityReport(const EnforcementPlan &plan);

/// The report as a Markdown page.
std::string compatibilityPage(const Diagnostics &report);

} // namespace fourplane
