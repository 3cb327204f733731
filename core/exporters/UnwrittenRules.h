// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportRemark.h"
#include "core/exporters/ExportTarget.h"

namespace fourplane {

/// The rule objects of the plan that no named target writes ("rules-not-written", one remark for each kind),
/// and targets of another platform than the design's, whose objects would enforce nothing or something else
/// ("target-of-other-platform"). Also what is written as simulated and depends on more than what is written.
ExportRemarks unwrittenRules(const EnforcementPlan &plan, const ExportTargets &targets);

} // namespace fourplane
