// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"

namespace fourplane {

/// States who reads which text, who calls which tool and who fills which collection, from context feeds,
/// tool scopes and declared flows (paper section 5). Every element of the project is in `model` already.
void stateAiRelations(const Project &project, DesignModel &model);

} // namespace fourplane
