// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportedManifests.h"

#include <string>

namespace fourplane {

/// RUNBOOK.md: the order in which the tree is rolled out, the node taints, how to check and how to go back.
std::string runbookPage(const std::vector<ExportedManifest> &manifests, const EnforcementPlan &plan);

} // namespace fourplane
