// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/enforcement/NetworkPluginFacts.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fourplane::ctl {

namespace {

/// The rows of one plugin, or of all when `plugin` is empty.
void printFacts(const Session &session, const std::string &plugin)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    std::vector<std::vector<std::string>> cells { { "plugin", "switch", "value", "source" } };
    for (const NetworkPluginFact &fact : networkPluginFacts()) {
        const std::string name(nameOf(fact.plugin));
        if (!plugin.empty() && plugin != name)
            continue;
        cells.push_back({ name, fact.behaviour, std::string(nameOf(fact.value)), fact.source });
        list.push_back({ { "plugin", name }, { "switch", fact.behaviour }, { "value", nameOf(fact.value) },
            { "source", fact.source } });
    }
    Session::print(session.isJson() ? nlohmann::ordered_json { { "facts", list } }.dump(2) + "\n"
                                    : table(cells, session.style())
                + "\nA switch of that name in the platform of a project wins. unknown makes verdicts "
                  "uncertain.\n");
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
