// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/base/FileSystem.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct GenerateOptions
{
    std::size_t workloads = 0;
    std::uint64_t seed = 1;
    std::string shape = "rag";
    std::string output;
};

std::string countsText(const Project &project)
{
    const Topology &t = project.topology;
    return std::to_string(t.workloads.size()) + " workloads in " + std::to_string(t.namespaces.size())
        + " namespaces, " + std::to_string(t.flows.size()) + " flows, "
        + std::to_string(project.policy.allowRules.size()) + " allow rules, "
        + std::to_string(t.stores.size()) + " stores";
}

void generate(Session &session, const GenerateOptions &options)
{
    const GenerationOptions wanted { options.workloads, options.seed,
        *enumFromName<DesignShape>(options.shape) };
    const auto project = generateProject(wanted, session.job());
    Session::endProgress();
    if (!project) {
        session.fail(project.error(), Usage);
        return;
    }
    if (options.output.empty()) {
        Session::print(writeProject(*project));
        return;
    }
    if (const auto saved = saveProject(options.output, *project); !saved) {
        session.fail(saved.error());
        return;
    }
    Session::print(session.isJson()
            ? "{}\n"
            : "Written to " + printable(options.output) + ": " + countsText(*project) + "\n");
}

std::vector<std::string> shapeNames()
{
    const auto &names = EnumNames<DesignShape>::names;
    return { names.begin(), names.end() };
}

} // namespace

void addGenerateCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "generate", "Make up a whole design of any size, for load tests and demonstrations");
    auto options = std::make_shared<GenerateOptions>();
    command->add_option("--workloads", options->workloads, "How many workloads, 1 to 1000000")
        ->required()
        ->check(CLI::Range(std::size_t { 1 }, largestGeneratedDesign));
    command->add_option("--seed", options->seed, "The same seed gives the same design on every machine")
        ->capture_default_str();
    command->add_option("--shape", options->shape, "What the design is about")
        ->check(CLI::IsMember(shapeNames()))
        ->capture_default_str();
    command->add_option("-o,--output", options->output, "Project file to write; default: standard output");
    addFormatOption(*command, session);
    command->footer("Examples:\n"
                    "  fourplanectl generate --workloads 200 --seed 7 -o demo.fourplane.yaml\n"
                    "  fourplanectl generate --workloads 10000 --shape agents -o load.fourplane.yaml\n"
                    "What is in it: the help page on generated designs.");
    command->callback([&session, options] { generate(session, *options); });
}

} // namespace fourplane::ctl
