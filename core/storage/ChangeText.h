// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <string>

namespace fourplane {

/// What a change puts into a project, as the lines of a project file that would hold nothing else; empty for
/// one that takes something away.
std::string changeText(const Change &change);

} // namespace fourplane
