// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ExportExtras.h"

#include "core/exporters/DeclaredControls.h"
#include "core/exporters/ExportConsequences.h"
#include "core/exporters/ProbeFiles.h"
#include "core/governance/PlanRelation.h"
#include "core/storage/CatalogueFile.h"

namespace fourplane::ui {

Result<ExportAdditions> exportExtras(
    const Project &project, const EnforcementPlan &plan, const ExportChoice &choice, const Job &job)
{
    ExportAdditions additions;
    additions.remarks = declaredControlRemarks(project);
    if (choice.hasProbes) {
        const ProbeEffort effort = effortFor(mutationsOf(withStandIns(plan)).mutations.size(), 1);
        const auto probes = deriveProbes(plan, job, effort);
        if (!probes)
            return tl::make_unexpected(probes.error());
        additions.files = probeFiles(*probes, plan);
        additions.chapters.push_back(probeChapter());
    }
    if (choice.hasConsequences) {
        const auto catalogue = shippedCatalogue();
        if (!catalogue)
            return tl::make_unexpected(catalogue.error());
        const auto consequences =
            exportConsequences(project, choice.targets.value_or(wantedTargets(plan)), *catalogue, job);
        if (!consequences)
            return tl::make_unexpected(consequences.error());
        additions.compatibility = consequencesPage(*consequences);
        additions.files.push_back({ "consequences.json", consequencesJson(*consequences), {} });
    }
    return additions;
}

} // namespace fourplane::ui
