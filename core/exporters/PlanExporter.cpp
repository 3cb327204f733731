// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"

#include "core/exporters/CompatibilityReport.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/Kustomization.h"
#include "core/exporters/Runbook.h"
#include "core/storage/YamlWriter.h"

#include <algorithm>
#include <iterator>

namespace fourplane {

namespace {

constexpr const char *notSimulated =
    "\n## What opens if only this is shipped\n\nNot simulated for this export; "
    "`fourplanectl export --consequences` does.\n";

/// What the targets write; less of it when the job was stopped.
ExportParts partsFor(ExportBuilder &builder, const ExportTargets &targets, const Job &job)
{
    bool isPossible = true;
    for (const TargetConflict &conflict : targetConflicts()) {
        if (targets.count(conflict.first) == 0 || targets.count(conflict.second) == 0)
            continue;
        builder.refuse("An export for both " + std::string(nameOf(conflict.first)) + " and "
                + std::string(nameOf(conflict.second)),
            std::string(conflict.reason), std::string(conflict.fix));
        isPossible = false;
    }
    const auto all = exportTargets();
    for (std::size_t i = 0; i < all.size() && isPossible && !job.isStopped(); ++i) {
        if (all[i].target != ExportTarget::Kubernetes && targets.count(all[i].target) == 0)
            continue;
        job.progress(i, all.size(), "Writing for " + std::string(all[i].title));
        all[i].write(builder);
    }
    return builder.take();
}

/// Makes the overlay what the whole folder stands for.
Result<void> addTop(ExportTree &tree, ExportOverlay overlay)
{
    const std::string folder = "overlays/" + std::string(nameOf(overlay));
    const bool hasOverlay = std::any_of(tree.files.begin(), tree.files.end(),
        [&folder](const ExportedFile &file) { return file.path == folder + "/kustomization.yaml"; });
    if (!hasOverlay)
        return failure("empty-overlay",
            "The overlay " + std::string(nameOf(overlay)) + " has no object, so nothing could be applied.",
            "Leave --overlay out; RUNBOOK.md says what there is to apply.");
    YamlValue top = YamlValue::map();
    top.add("apiVersion", "kustomize.config.k8s.io/v1beta1").add("kind", "Kustomization");
    top.add("resources", YamlValue::strings({ folder }));
    tree.files.push_back({ "kustomization.yaml", toYaml(top), {} });
    return {};
}

/// Adds what makes one tree of the files: kustomizations, pages and the index.
void addFrame(ExportAttempt &attempt, const ExportParts &parts, const EnforcementPlan &plan,
    const ExportTargets &targets, std::optional<ExportOverlay> overlay, const std::string &compatibility)
{
    ExportTree &tree = attempt.tree;
    for (ExportedFile &file : kustomizationFiles(parts.manifests))
        tree.files.push_back(std::move(file));
    if (overlay) {
        if (const auto added = addTop(tree, *overlay); !added) {
            for (const Diagnostic &problem : added.error().diagnostics)
                attempt.refusals.push_back({ problem, {} });
            return;
        }
    }
    tree.files.push_back({ "COMPATIBILITY.md",
        compatibilityPage(tree.report, targets) + (compatibility.empty() ? notSimulated : compatibility),
        {} });
    tree.files.push_back({ "RUNBOOK.md", runbookPage(parts, plan), {} });
    tree.files.push_back({ std::string(exportIndexPath), writeExportIndex(tree.files), {} });
}

} // namespace

ExportAttempt tryExport(const EnforcementPlan &plan, const ExportTargets &targets,
    std::optional<ExportOverlay> overlay, ExportAdditions additions, const Job &job)
{
    ExportAttempt attempt;
    ExportTree &tree = attempt.tree;
    ExportBuilder builder(plan, targets);
    ExportParts parts = partsFor(builder, targets, job);
    attempt.refusals = builder.refusals();
    if (job.isStopped()) {
        attempt.refusals = { { { DiagnosticLevel::Fatal, "cancelled", "The export was cancelled.", {}, {} },
            {} } };
        return attempt;
    }
    std::move(additions.files.begin(), additions.files.end(), std::back_inserter(parts.files));
    std::move(additions.chapters.begin(), additions.chapters.end(), std::back_inserter(parts.chapters));
    for (const ExportedManifest &manifest : parts.manifests)
        tree.files.push_back(manifest.file);
    tree.files.insert(tree.files.end(), parts.files.begin(), parts.files.end());
    attempt.losses = compatibilityReport(plan, targets);
    attempt.losses.insert(attempt.losses.end(), parts.report.begin(), parts.report.end());
    std::move(additions.remarks.begin(), additions.remarks.end(), std::back_inserter(attempt.losses));
    tree.report = diagnosticsOf(attempt.losses);
    if (attempt.refusals.empty())
        addFrame(attempt, parts, plan, targets, overlay, additions.compatibility);
    std::sort(tree.files.begin(), tree.files.end(),
        [](const ExportedFile &a, const ExportedFile &b) { return a.path < b.path; });
    return attempt;
}

Result<ExportTree> exportPlan(const EnforcementPlan &plan, const ExportTargets &targets,
    std::optional<ExportOverlay> overlay, ExportAdditions additions, const Job &job)
{
    ExportAttempt attempt = tryExport(plan, targets, overlay, std::move(additions), job);
    if (!attempt.refusals.empty())
        return failure(diagnosticsOf(attempt.refusals));
    return std::move(attempt.tree);
}

Result<ExportTree> exportPlan(const EnforcementPlan &plan)
{
    return exportPlan(plan, wantedTargets(plan));
}

Result<std::vector<ExportedManifest>> exportedManifests(
    const EnforcementPlan &plan, const ExportTargets &targets)
{
    ExportBuilder builder(plan, targets);
    ExportParts parts = partsFor(builder, targets, {});
    if (!builder.refusals().empty())
        return failure(diagnosticsOf(builder.refusals()));
    return std::move(parts.manifests);
}

Result<std::vector<ExportedManifest>> exportedManifests(const EnforcementPlan &plan)
{
    return exportedManifests(plan, wantedTargets(plan));
}

} // namespace fourplane
