// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"

namespace fourplane {

/// States what is known of the pods of each workload: traits, containers, the mesh around them, and to whom
/// they show credentials. Every element of the project is in `model` already.
void statePodRelations(const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model);

} // namespace fourplane
