// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportTree.h"
#include "core/exporters/ExportedManifests.h"
#include "core/exporters/ProbeRuns.h"

#include <string>
#include <vector>

namespace fourplane {

/// `probes/probes.yaml` (resources/schema/fourplane-probes.schema.json) and `probes/probe.sh`: the same
/// probes for people and programs, and for POSIX shells with kubectl.
std::vector<ExportedFile> probeFiles(const ProbeSet &probes, const EnforcementPlan &plan);

/// The chapter of RUNBOOK.md about them.
RunbookChapter probeChapter();

} // namespace fourplane
