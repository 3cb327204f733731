// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ExportedFiles.h"

#include <algorithm>

namespace fourplane::test {

ExportTargets allTargets(const EnforcementPlan &plan)
{
    ExportTargets targets = wantedTargets(plan);
    for (const ExportTargetFacts &facts : exportTargets()) {
        const bool isExcluded = std::any_of(
            targetConflicts().begin(), targetConflicts().end(), [&](const TargetConflict &conflict) {
                return (conflict.first == facts.target && targets.count(conflict.second) > 0)
                    || (conflict.second == facts.target && targets.count(conflict.first) > 0);
            });
        if (!isExcluded)
            targets.insert(facts.target);
    }
    return targets;
}

std::string contentOf(const ExportTree &tree, const std::string &path)
{
    for (const ExportedFile &file : tree.files) {
        if (file.path == path)
            return file.content;
    }
    return "no file " + path;
}

std::string refusalProblem(const Result<ExportTree> &tree, const std::string &said)
{
    if (tree)
        return "it was exported";
    for (const Diagnostic &problem : tree.error().diagnostics) {
        if (problem.code == "refused-by-target" && problem.message.find(said) != std::string::npos)
            return problem.fix.empty() ? "no fix: " + problem.message : std::string();
    }
    return "refused otherwise: " + toString(tree.error());
}

int countOf(const Diagnostics &report, const std::string &code)
{
    return static_cast<int>(std::count_if(report.begin(), report.end(),
        [&code](const Diagnostic &diagnostic) { return diagnostic.code == code; }));
}

} // namespace fourplane::test
