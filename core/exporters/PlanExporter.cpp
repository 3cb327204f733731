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

Result<ExportParts> partsFor(const EnforcementPlan &plan, const ExportTargets &targets)
{
    ExportBuilder builder(plan);
    for (const ExportTargetFacts &facts : exportTargets()) {
        if (facts.target == ExportTarget::Kubernetes || targets.count(facts.target) > 0)
            facts.write(builder);
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

} // namespace

Result<ExportTree> exportPlan(const EnforcementPlan &plan, const ExportTargets &targets,
    std::optional<ExportOverlay> overlay, ExportAdditions additions)
{
    auto parts = partsFor(plan, targets);
    if (!parts)
        return tl::make_unexpected(parts.error());
    std::move(additions.files.begin(), additions.files.end(), std::back_inserter(parts->files));
    std::move(additions.chapters.begin(), additions.chapters.end(), std::back_inserter(parts->chapters));
    ExportTree tree;
    for (const ExportedManifest &manifest : parts->manifests)
        tree.files.push_back(manifest.file);
    for (ExportedFile &file : kustomizationFiles(parts->manifests))
        tree.files.push_back(std::move(file));
    tree.files.insert(tree.files.end(), parts->files.begin(), parts->files.end());
    if (overlay) {
        if (const auto added = addTop(tree, *overlay); !added)
            return tl::make_unexpected(added.error());
    }
    tree.report = compatibilityReport(plan, targets);
    tree.report.insert(tree.report.end(), parts->report.begin(), parts->report.end());
    tree.files.push_back({ "COMPATIBILITY.md",
        compatibilityPage(tree.report, targets)
            + (additions.compatibility.empty() ? notSimulated : additions.compatibility),
        {} });
    tree.files.push_back({ "RUNBOOK.md", runbookPage(*parts, plan), {} });
    tree.files.push_back({ std::string(exportIndexPath), writeExportIndex(tree.files), {} });
    std::sort(tree.files.begin(), tree.files.end(),
        [](const ExportedFile &a, const ExportedFile &b) { return a.path < b.path; });
    return tree;
}

Result<ExportTree> exportPlan(const EnforcementPlan &plan)
{
    return exportPlan(plan, wantedTargets(plan));
}

Result<std::vector<ExportedManifest>> exportedManifests(
    const EnforcementPlan &plan, const ExportTargets &targets)
{
    auto parts = partsFor(plan, targets);
    if (!parts)
        return tl::make_unexpected(parts.error());
    return std::move(parts->manifests);
}

Result<std::vector<ExportedManifest>> exportedManifests(const EnforcementPlan &plan)
{
    return exportedManifests(plan, wantedTargets(plan));
}

} // namespace fourplane
