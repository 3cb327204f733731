// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/base/FileSystem.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/Resources.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

constexpr std::string_view templateSuffix = ".fourplane.yaml";

struct NewOptions
{
    std::string file;
    std::string name;
    std::string templateName = "blank";
};

/// "rag-assistant/segmented" for sample-topologies/rag-assistant/segmented.fourplane.yaml.
std::vector<std::string> templateNames()
{
    constexpr std::string_view folder = "sample-topologies";
    std::vector<std::string> names { "blank" };
    for (std::string_view path : resourcesBelow(folder)) {
        path.remove_prefix(folder.size() + 1);
        if (path.size() > templateSuffix.size()
            && path.substr(path.size() - templateSuffix.size()) == templateSuffix)
            names.emplace_back(path.substr(0, path.size() - templateSuffix.size()));
    }
    return names;
}

void createProject(Session &session, const NewOptions &options)
{
    if (std::filesystem::exists(options.file)) {
        session.failUsage("The file " + options.file + " exists already.", "Choose another name.");
        return;
    }
    Project project;
    project.name = "New design";
    if (options.templateName != "blank") {
        const std::string path = "sample-topologies/" + options.templateName + std::string(templateSuffix);
        auto loaded = parseProject(resource(path), path);
        if (!loaded) {
            session.fail(loaded.error());
            return;
        }
        project = std::move(loaded->project);
    }
    if (!options.name.empty())
        project.name = options.name;
    if (const auto saved = saveProject(options.file, project); !saved) {
        session.fail(saved.error());
        return;
    }
    if (session.isJson())
        Session::print("{}\n");
    else
        Session::print("Written to " + printable(options.file) + "\n");
}

struct SchemaOptions
{
    std::string name = "fourplane-project";
};

void printSchema(Session &session, const SchemaOptions &options)
{
    const std::string_view schema = resource("schema/" + options.name + ".schema.json");
    if (schema.empty())
        session.failUsage("There is no schema \"" + options.name + "\".",
            "Use fourplane-project, fourplane-trace or fourplane-explanation.");
    else
        Session::print(std::string(schema));
}

} // namespace

void addNewCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("new", "Start a project, blank or from a template");
    auto options = std::make_shared<NewOptions>();
    command->add_option("file", options->file, "Project file to write; must not exist")->required();
    command->add_option("--name", options->name, "Name of the project");
    command->add_option("--template", options->templateName, "What to start from")
        ->check(CLI::IsMember(templateNames()))
        ->capture_default_str();
    addFormatOption(*command, session);
    command->footer("Example:\n  fourplanectl new design.fourplane.yaml --template rag-assistant/segmented");
    command->callback([&session, options] { createProject(session, *options); });
}

void addSchemaCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "schema", "Print the JSON Schema of the project file, for editors, or of traces or explanations");
    auto options = std::make_shared<SchemaOptions>();
    command->add_option("name", options->name, "Which schema")->capture_default_str();
    addFormatOption(*command, session);
    command->footer("Example:\n  fourplanectl schema > fourplane-project.schema.json");
    command->callback([&session, options] { printSchema(session, *options); });
}

} // namespace fourplane::ctl
