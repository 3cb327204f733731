// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportedManifests.h"

#include <string>

namespace fourplane {

/// RUNBOOK.md: the order in which the tree is rolled out, the node taints, how to check and how to go back,
/// and the chapters of the targets.
std::string runbookPage(const ExportParts &parts, const EnforcementPlan &plan);

} // namespace fourplane
