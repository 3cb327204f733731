// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/Project.h"
#include "ui/analysis/ExportPreview.h"

namespace fourplane::ui {

/// What an export gets besides what its targets write: what the design only states, in every export; the
/// probes and the consequences of shipping nothing else, where they are chosen. These take seconds to
/// minutes. Errors: those of the search for probes and of the simulation, "cancelled" among them.
Result<ExportAdditions> exportExtras(
    const Project &project, const EnforcementPlan &plan, const ExportChoice &choice, const Job &job);

} // namespace fourplane::ui
