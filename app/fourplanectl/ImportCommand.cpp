// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/importers/ManifestImporter.h"
#include "core/reports/FindingReport.h"
#include "core/storage/ProjectFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct ImportCommandOptions
{
    std::vector<std::string> inputs;
    std::string output;
    std::string name;
    std::vector<std::string> kinds;
};

Result<ImportOptions> importOptions(const ImportCommandOptions &given)
{
    ImportOptions options;
    options.projectName = given.name;
    for (const std::string &text : given.kinds) {
        const std::size_t equals = text.rfind('=');
        const auto kind =
            equals == std::string::npos ? std::nullopt : enumFromName<WorkloadKind>(text.substr(equals + 1));
        if (!kind) {
            return failure("usage", "\"" + text + "\" does not overrule a kind.",
                "Write NAMESPACE/NAME=KIND; kinds: " + allNames<WorkloadKind>() + ".");
        }
        options.kinds[text.substr(0, equals)] = *kind;
    }
    return options;
}

std::string summaryOf(const ImportResult &result, const std::string &output, const TextStyle &style)
{
    const Topology &topology = result.project.topology;
    std::vector<std::vector<std::string>> rows { { "workload", "kind", "why" } };
    for (const auto &[id, workload] : topology.workloads) {
        rows.push_back({ printable(namespaceName(topology, workload) + "/" + workload.name),
            std::string(nameOf(workload.kind)), printable(workload.kindReason) });
    }
    return table(rows, style) + "\n" + counted(result.fileCount, "file", "files") + ", "
        + counted(result.objectCount, "object", "objects") + " -> "
        + counted(topology.workloads.size(), "workload", "workloads") + ", "
        + counted(result.project.policy.adopted.size(), "adopted rule", "adopted rules") + ", "
        + counted(topology.flows.size(), "evident flow", "evident flows") + ", "
        + counted(result.project.unmodelled.size(), "object not modelled", "objects not modelled")
        + "\nWritten to " + printable(output) + "\n";
}

void importAll(Session &session, const ImportCommandOptions &given)
{
    const auto options = importOptions(given);
    if (!options) {
        session.fail(options.error(), Usage);
        return;
    }
    const std::vector<std::filesystem::path> paths(given.inputs.begin(), given.inputs.end());
    const auto result = importManifests(paths, *options, session.job());
    Session::endProgress();
    if (!result) {
        session.fail(result.error());
        return;
    }
    session.warn(result->diagnostics);
    if (const auto saved = saveProject(given.output, result->project); !saved) {
        session.fail(saved.error());
        return;
    }
    Session::print(session.isJson() ? diagnosticsJson(result->diagnostics)
                                    : summaryOf(*result, given.output, session.style()));
}

} // namespace

void addImportCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("import", "Read Kubernetes and Istio manifests into a project");
    auto options = std::make_shared<ImportCommandOptions>();
    command->add_option("input", options->inputs, "Files and folders of YAML or JSON manifests")->required();
    command->add_option("-o,--output", options->output, "Project file to write")->required();
    command->add_option("--name", options->name, "Name of the project; default: the first input's");
    command->add_option("--kind", options->kinds, "Overrule a guess: NAMESPACE/NAME=KIND; may be repeated");
    addFormatOption(*command, session);
    command->footer(
        "Everything that was not understood is listed on standard error with file:line.\n\n"
        "Example:\n  fourplanectl import ./manifests -o stack.fourplane.yaml --kind ai/search=retriever");
    command->callback([&session, options] { importAll(session, *options); });
}

} // namespace fourplane::ctl
