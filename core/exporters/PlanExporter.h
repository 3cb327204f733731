// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportRemark.h"
#include "core/exporters/ExportTarget.h"
#include "core/exporters/ExportTree.h"
#include "core/exporters/ExportedManifests.h"

#include <optional>
#include <vector>

namespace fourplane {

/// The two ways to apply an export.
enum class ExportOverlay
{
    Audit, ///< refuses nothing
    Enforce,
};

template <>
struct EnumNames<ExportOverlay>
{
    static constexpr std::array<std::string_view, 2> names { "audit", "enforce" };
};

/// What an export gets besides what its targets write.
struct ExportAdditions
{
    std::vector<ExportedFile> files;
    std::vector<RunbookChapter> chapters;
    std::string compatibility; ///< Markdown at the end of COMPATIBILITY.md
    ExportRemarks remarks; ///< to be reported with the others: declaredControlRemarks of the project
};

/// The plan as a kustomize tree: `base/`, a component for every target, the overlays `audit` and `enforce`,
/// one object per file; folders of their own for what is no Kubernetes object; RUNBOOK.md, COMPATIBILITY.md
/// and `index.json` (edge -> files -> SHA-256, and the edges of single entries of data files). Same plan,
/// same bytes. Errors: "refused-by-target", once for each name, label or value that a target would not take,
/// and for targets that exclude each other (targetConflicts).
/// With `overlay` the tree as a whole is that overlay for whoever applies it (a kustomization.yaml at its
/// top); error "empty-overlay" where the overlay has no object. Error "cancelled" when the job is stopped.
Result<ExportTree> exportPlan(const EnforcementPlan &plan, const ExportTargets &targets,
    std::optional<ExportOverlay> overlay = std::nullopt, ExportAdditions additions = {}, const Job &job = {});

/// As above, for the targets that the plan has something for.
Result<ExportTree> exportPlan(const EnforcementPlan &plan);

/// An export with what there is to say about it, element by element, to be looked at before it is written.
struct ExportAttempt
{
    /// Where something is refused: what the targets would have written, without kustomizations, pages and
    /// index. Never to be written then.
    ExportTree tree;
    ExportRemarks refusals; ///< the errors of exportPlan
    ExportRemarks losses; ///< tree.report with its elements
};

/// As exportPlan, which gives its tree when nothing is refused.
ExportAttempt tryExport(const EnforcementPlan &plan, const ExportTargets &targets,
    std::optional<ExportOverlay> overlay = std::nullopt, ExportAdditions additions = {}, const Job &job = {});

/// The Kubernetes objects of such exports alone, sorted by path.
Result<std::vector<ExportedManifest>> exportedManifests(
    const EnforcementPlan &plan, const ExportTargets &targets);
Result<std::vector<ExportedManifest>> exportedManifests(const EnforcementPlan &plan);

} // namespace fourplane
