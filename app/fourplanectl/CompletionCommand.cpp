// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/base/Text.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

std::vector<std::string> optionsOf(const CLI::App &command)
{
    std::vector<std::string> names;
    for (const CLI::Option *option : command.get_options()) {
        for (const std::string &name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

std::vector<std::string> subcommandsOf(const CLI::App &app)
{
    std::vector<std::string> names;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::string bashCompletion(const CLI::App &app)
{
    std::string cases;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        cases += "        " + command->get_name() + ") words=\"" + join(optionsOf(*command), " ") + "\" ;;\n";
    return "_fourplanectl() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} words\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W \""
        + join(subcommandsOf(app), " ") + " " + join(optionsOf(app), " ")
        + "\" -- \"$current\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n" + cases
        + "    esac\n"
          "    case $current in\n"
          "        -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
          "        *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
          "    esac\n"
          "}\ncomplete -o filenames -F _fourplanectl fourplanectl\n";
}

std::string zshCompletion(const CLI::App &app)
{
    return "#compdef fourplanectl\nautoload -U +X bashcompinit && bashcompinit\n" + bashCompletion(app);
}

std::string fishCompletion(const CLI::App &app)
{
    std::string text;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; })) {
        std::string description = command->get_description();
        for (std::size_t at = description.find('\''); at != std::string::npos;
             at = description.find('\'', at + 2))
            description.replace(at, 1, "\\'");
        text += "complete -c fourplanectl -n __fish_use_subcommand -a " + command->get_name() + " -d '"
            + description + "'\n";
        for (const std::string &option : optionsOf(*command)) {
            text += "complete -c fourplanectl -n '__fish_seen_subcommand_from " + command->get_name()
                + "' -l " + option.substr(2) + "\n";
        }
    }
    return text;
}

} // namespace

void addCompletionCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("completion", "Print a completion script for a shell");
    auto shell = std::make_shared<std::string>();
    command->add_option("shell", *shell, "Which shell")
        ->required()
        ->check(CLI::IsMember({ "bash", "zsh", "fish" }));
    command->footer("Example:\n  fourplanectl completion bash > /etc/bash_completion.d/fourplanectl");
    command->callback([&app, &session, shell] {
        session.exitCode = Clean;
        Session::print(*shell == "bash" ? bashCompletion(app)
                : *shell == "zsh"       ? zshCompletion(app)
                                        : fishCompletion(app));
    });
}

} // namespace fourplane::ctl
