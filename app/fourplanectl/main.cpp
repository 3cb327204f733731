// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/Commands.h"
#include "core/reports/TextStyle.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <new>
#include <string>
#include <system_error>

namespace {

constexpr const char *footer = R"(Exit codes:
  0  clean    1  findings, or a goal is reached    2  wrong usage    3  input that cannot be read

Examples:
  fourplanectl new design.fourplane.yaml --template rag-assistant
  fourplanectl import ./manifests -o stack.fourplane.yaml
  fourplanectl check stack.fourplane.yaml
  fourplanectl why stack.fourplane.yaml open-webui qdrant:6333
  fourplanectl simulate stack.fourplane.yaml --foothold open-webui
  fourplanectl export stack.fourplane.yaml -o out)";

int lacks(const std::string &what)
{
    fourplane::ctl::Session::printAside("There is not enough " + what
        + ".\n  fix: Ask about a part of the design or with fewer techniques, or give the program more "
          "memory.\n");
    return fourplane::ctl::BadInput;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace fourplane::ctl;
    CLI::App app { "Design, attack and export zero-trust segmentation for AI services on Kubernetes.",
        "fourplanectl" };
    Session session;
    app.footer(footer);
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", "fourplanectl " FOURPLANE_VERSION);
    app.add_option("--colour,--color", session.colour, "Colours in text output")
        ->check(CLI::IsMember({ "auto", "always", "never" }))
        ->capture_default_str();
    addCheckCommand(app, session);
    addWhyCommand(app, session);
    addMatrixCommand(app, session);
    addSimulateCommand(app, session);
    addWhatIfCommand(app, session);
    addAnalyseCommand(app, session);
    addFootholdsCommand(app, session);
    addRankCommand(app, session);
    addFixCommand(app, session);
    addCoverageCommand(app, session);
    addCampaignCommand(app, session);
    addMergeCommand(app, session);
    addExportCommand(app, session);
    addImportCommand(app, session);
    addNewCommand(app, session);
    addSchemaCommand(app, session);
    addCompletionCommand(app, session);
    addRightsCommand(app, session);
    addCanCommand(app, session);
    addSecretsCommand(app, session);
    addPlatformCommand(app, session);
    addGenerateCommand(app, session);
    addTechniqueCommand(app, session);
    const auto commands = app.get_subcommands([](const CLI::App *) { return true; });
    const bool isKnown = argc < 2 || *argv[1] == '-'
        || std::any_of(commands.begin(), commands.end(),
            [argv](const CLI::App *command) { return command->get_name() == argv[1]; });
    if (!isKnown) {
        session.failUsage("There is no command \"" + fourplane::printable(argv[1]) + "\".",
            "fourplanectl --help lists the commands.");
        return session.exitCode;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? Clean : Usage;
    } catch (const std::bad_alloc &) {
        return lacks("memory");
    } catch (const std::system_error &) { // nothing but threads is asked of the system this way
        return lacks("memory for another thread");
    }
    if (!Session::hasWrittenEverything()) {
        Session::printAside(
            "The output could not be written to its end.\n  fix: Make room, or write to another place.\n");
        return BadInput;
    }
    return session.exitCode;
}
