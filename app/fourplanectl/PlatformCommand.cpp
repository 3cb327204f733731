// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/reports/PluginFactsReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

/// The rows of one plugin, or of all when `plugin` is empty.
void printFacts(const Session &session, const std::string &plugin)
{
    std::vector<NetworkPluginFact> facts;
    for (const NetworkPluginFact &fact : networkPluginFacts()) {
        if (plugin.empty() || plugin == nameOf(fact.plugin))
            facts.push_back(fact);
    }
    Session::print(session.isJson() ? pluginFactsJson(facts) : pluginFactsText(facts, session.style()));
}

} // namespace

void addPlatformCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "platform", "What is known of network plugins where engines differ, and from where");
    command->require_subcommand(1);
    CLI::App *list = command->add_subcommand("list", "Every plugin");
    addFormatOption(*list, session);
    list->footer("Example:\n  fourplanectl platform list");
    list->callback([&session] { printFacts(session, {}); });
    CLI::App *show = command->add_subcommand("show", "One plugin");
    const auto name = std::make_shared<std::string>();
    show->add_option("plugin", *name, "Name, as in platform.cni of a project")
        ->required()
        ->check(CLI::IsMember({ "none", "generic", "calico", "cilium", "ovn-kubernetes" }));
    addFormatOption(*show, session);
    show->footer("Example:\n  fourplanectl platform show cilium");
    show->callback([&session, name] { printFacts(session, *name); });
    command->footer("Example:\n  fourplanectl platform show cilium");
}

} // namespace fourplane::ctl
