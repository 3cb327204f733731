// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Project.h"

namespace fourplane {

std::vector<ProjectProblem> findProblems(const Project &)
{
    return {};
}

} // namespace fourplane
