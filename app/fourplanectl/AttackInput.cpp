// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AttackInput.h"

#include "core/storage/CatalogueFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

void addAttackOptions(CLI::App &command, const std::shared_ptr<AttackOptions> &options)
{
    command.add_option("file", options->file, "Project file, or a folder with one")->required();
    command.add_option("--variant", options->variants, "Apply this variant of the project; may be repeated");
    addScenarioOptions(command, options);
    command.add_option(
        "--catalogue", options->catalogue, "Technique file to layer over the shipped catalogue");
}

std::optional<AttackInput> readAttackInput(Session &session, const AttackOptions &options)
{
    AttackInput input;
    input.design = session.loadDesign(options.file, options.variants);
    if (!input.design)
        return std::nullopt;
    session.warn(input.design->readDiagnostics);
    auto catalogue = shippedCatalogue();
    if (catalogue && !options.catalogue.empty())
        catalogue = layeredCatalogue(*catalogue, options.catalogue);
    if (!catalogue) {
        session.fail(catalogue.error());
        return std::nullopt;
    }
    input.catalogue = std::move(*catalogue);
    auto scenarios = scenariosFor(input.design->project, options);
    if (!scenarios) {
        session.fail(scenarios.error(), Usage);
        return std::nullopt;
    }
    input.scenarios = std::move(*scenarios);
    return input;
}

} // namespace fourplane::ctl
