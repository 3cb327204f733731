// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/reports/PluginFactsReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

/// The rows of one network plugin or mesh, or of all when `name` is empty.
void printFacts(const Session &session, const std::string &name)
{
    std::vector<NetworkPluginFact> facts;
    for (const NetworkPluginFact &fact : networkPluginFacts()) {
        if (name.empty() || name == nameOf(fact.plugin))
            facts.push_back(fact);
    }
    std::vector<MeshFact> meshes;
    for (const MeshFact &fact : meshFacts()) {
        if (name.empty() || name == nameOf(fact.mode))
            meshes.push_back(fact);
    }
    Session::print(session.isJson() ? platformFactsJson(facts, meshes)
                                    : platformFactsText(facts, meshes, session.style()));
}

} // namespace

void addPlatformCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "platform", "What is known of network plugins and meshes where they differ, and from where");
    command->require_subcommand(1);
    CLI::App *list = command->add_subcommand("list", "Every plugin and mesh");
    addFormatOption(*list, session);
    list->footer("Example:\n  fourplanectl platform list");
    list->callback([&session] { printFacts(session, {}); });
    CLI::App *show = command->add_subcommand("show", "One plugin or mesh");
    const auto name = std::make_shared<std::string>();
    show->add_option("plugin", *name, "Name, as in platform.cni of a project, or mode of a mesh")
        ->required()
        ->check(CLI::IsMember(
            { "none", "generic", "calico", "cilium", "ovn-kubernetes", "sidecar", "ambient", "linkerd" }));
    addFormatOption(*show, session);
    show->footer("Example:\n  fourplanectl platform show cilium");
    show->callback([&session, name] { printFacts(session, *name); });
    command->footer("Example:\n  fourplanectl platform show cilium");
}

} // namespace fourplane::ctl
