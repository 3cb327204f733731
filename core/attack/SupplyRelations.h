// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"

namespace fourplane {

/// States what workloads take in from others and run or rely on: content of outsiders, packages, actions,
/// tools, images and models, and where evidence is kept. Every element of the project is in `model` already.
void stateSupplyRelations(const Project &project, DesignModel &model);

} // namespace fourplane
