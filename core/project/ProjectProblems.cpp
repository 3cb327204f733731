// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ProblemFinder.h"

namespace fourplane {

std::vector<ProjectProblem> findProblems(const Project &project)
{
    ProblemFinder finder(project);
    findClusterProblems(project, finder);
    findWorkloadProblems(project, finder);
    findFlowProblems(project, finder);
    findPolicyProblems(project, finder);
    findScenarioProblems(project, finder);
    return finder.take();
}

} // namespace fourplane
