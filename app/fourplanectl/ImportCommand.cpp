// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ToolProcess.h"
#include "core/importers/ClusterReader.h"
#include "core/importers/ManifestImporter.h"
#include "core/reports/FindingReport.h"
#include "core/storage/ProjectFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace fourplane::ctl {

namespace {

struct ImportCommandOptions
{
    std::vector<std::string> inputs;
    std::string output;
    std::string name;
    std::vector<std::string> kinds;
    bool fromCluster = false;
    bool withoutSecrets = false;
    bool withoutKustomize = false;
    ClusterAccess cluster;
};

/// kubectl waits --timeout for each answer and may need several for a long list.
constexpr int answersPerCommand = 5;

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

ToolRunner toolRunner(const ImportCommandOptions &given)
{
    const std::chrono::seconds longest(given.cluster.timeoutSeconds * answersPerCommand);
    return [longest](const std::vector<std::string> &command) {
        return runTool(command, longest, Session::isInterrupted);
    };
}

Result<ImportResult> fromCluster(
    const ImportCommandOptions &given, const ImportOptions &options, const Job &job)
{
    ClusterAccess access = given.cluster;
    access.withSecrets = !given.withoutSecrets;
    auto source = readCluster(access, toolRunner(given), job);
    if (!source)
        return tl::make_unexpected(source.error());
    return importSource(std::move(*source), options, job);
}

Result<ImportResult> fromFiles(const ImportCommandOptions &given, ImportOptions options, const Job &job)
{
    if (!given.withoutKustomize)
        options.render = toolRunner(given);
    const std::vector<std::filesystem::path> paths(given.inputs.begin(), given.inputs.end());
    return importManifests(paths, options, job);
}

void importAll(Session &session, const ImportCommandOptions &given)
{
    const auto options = importOptions(given);
    if (!options) {
        session.fail(options.error(), Usage);
        return;
    }
    const Job job = session.job();
    const auto result =
        given.fromCluster ? fromCluster(given, *options, job) : fromFiles(given, *options, job);
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
    // A document that is no YAML is missing in the project as a whole: scripts must be able to tell.
    const Diagnostics &said = result->diagnostics;
    if (std::any_of(said.begin(), said.end(), [](const auto &one) { return one.code == "yaml-syntax"; }))
        session.exitCode = FindingsOrGoalReached;
}

} // namespace

void addImportCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("import", "Read Kubernetes and Istio manifests into a project");
    auto options = std::make_shared<ImportCommandOptions>();
    CLI::Option *input =
        command->add_option("input", options->inputs, "Files and folders of YAML or JSON manifests");
    command->add_option("-o,--output", options->output, "Project file to write")->required();
    command->add_option("--name", options->name, "Name of the project; default: the first input's");
    command->add_option("--kind", options->kinds, "Overrule a guess: NAMESPACE/NAME=KIND; may be repeated");
    command->add_flag("--no-kustomize", options->withoutKustomize,
        "Read folders with a kustomization as they are, without rendering them");
    CLI::Option *cluster = command->add_flag("--from-cluster", options->fromCluster,
        "Read a cluster through your own kubectl (only `kubectl get`; never values of Secrets)");
    cluster->excludes(input);
    command->add_option("--context", options->cluster.context, "Context of kubectl; default: the current one")
        ->needs(cluster);
    command->add_option("--kubeconfig", options->cluster.kubeconfig, "Configuration file of kubectl")
        ->needs(cluster);
    command->add_flag("--no-secrets", options->withoutSecrets, "Do not ask for Secrets at all")
        ->needs(cluster);
    command
        ->add_option("--timeout", options->cluster.timeoutSeconds,
            "Seconds that kubectl waits for one answer of the cluster")
        ->check(CLI::Range(1, 3600))
        ->capture_default_str();
    addFormatOption(*command, session);
    command->footer(
        "Everything that was not understood is listed on standard error with file:line; the exit code is 1 "
        "where\na document is no YAML and was left out as a whole.\n"
        "A folder with a kustomization.yaml is rendered by `kubectl kustomize` or `kustomize build`, if "
        "there "
        "is one;\nthat may fetch what the kustomization names, and needs --no-kustomize where it must not.\n"
        "Of Secrets, kubectl is asked for names, types and names of entries; no value is printed or "
        "stored.\n\n"
        "Examples:\n  fourplanectl import ./manifests -o stack.fourplane.yaml --kind ai/search=retriever\n"
        "  fourplanectl import --from-cluster --context prod -o prod.fourplane.yaml\n"
        "  kubectl get all,networkpolicies -A -o yaml > all.yaml && fourplanectl import all.yaml -o "
        "all.fourplane.yaml");
    command->callback([&session, options] {
        if (options->inputs.empty() && !options->fromCluster) {
            session.failUsage(
                "Nothing to import is named.", "Name files or folders, or give --from-cluster.");
            return;
        }
        importAll(session, *options);
    });
}

} // namespace fourplane::ctl
