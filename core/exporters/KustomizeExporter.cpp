// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/KustomizeExporter.h"

#include "core/exporters/CompatibilityReport.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/Kustomization.h"
#include "core/exporters/Runbook.h"

#include <algorithm>

namespace fourplane {

Result<ExportTree> exportKustomize(const EnforcementPlan &plan)
{
    const auto manifests = exportedManifests(plan);
    if (!manifests)
        return failure(manifests.error().diagnostics);
    ExportTree tree;
    for (const ExportedManifest &manifest : *manifests)
        tree.files.push_back(manifest.file);
    for (ExportedFile &file : kustomizationFiles(*manifests, plan))
        tree.files.push_back(std::move(file));
    tree.report = compatibilityReport(plan);
    tree.files.push_back({ "COMPATIBILITY.md", compatibilityPage(tree.report), {} });
    tree.files.push_back({ "RUNBOOK.md", runbookPage(*manifests, plan), {} });
    tree.files.push_back({ std::string(exportIndexPath), writeExportIndex(tree.files), {} });
    std::sort(tree.files.begin(), tree.files.end(),
        [](const ExportedFile &a, const ExportedFile &b) { return a.path < b.path; });
    return tree;
}

} // namespace fourplane
