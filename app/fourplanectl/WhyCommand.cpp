// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/reports/DecisionReport.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace fourplane::ctl {

namespace {

struct WhyOptions
{
    std::string file;
    std::string source;
    std::string destination;
    std::string protocol = "TCP";
    std::string verb;
    std::string resource;
    std::string identity;
    std::string transport;
};

/// Cuts "name:port"; a destination without a port asks about every port.
Result<std::uint16_t> cutPort(std::string &destination)
{
    const std::size_t colon = destination.rfind(':');
    if (colon == std::string::npos)
        return std::uint16_t { 0 };
    std::uint16_t port = 0;
    const char *first = destination.data() + colon + 1;
    const char *last = destination.data() + destination.size();
    const auto [end, error] = std::from_chars(first, last, port);
    if (error != std::errc {} || end != last || port == 0)
        return failure(
            "usage", "\"" + std::string(first) + "\" is no port.", "Write a number from 1 to 65535.");
    destination.resize(colon);
    return port;
}

Result<AccessRequest> requestFrom(const Project &project, WhyOptions options)
{
    AccessRequest request;
    const auto port = cutPort(options.destination);
    if (!port)
        return tl::make_unexpected(port.error());
    request.port = *port;
    request.protocol = *enumFromName<Protocol>(options.protocol);
    if (!options.verb.empty())
        request.verb = enumFromName<AccessVerb>(options.verb);
    if (!options.transport.empty())
        request.transport = options.transport == "plaintext" ? Transport::Plaintext : Transport::Mesh;
    const auto set = [&project](const std::string &name, ElementId &id) -> Result<void> {
        if (name.empty())
            return {};
        const auto found = findElement(project, name);
        if (!found)
            return tl::make_unexpected(found.error());
        id = *found;
        return {};
    };
    for (const auto &[name, id] : { std::pair { &options.source, &request.sourceId },
             std::pair { &options.destination, &request.destinationId },
             std::pair { &options.resource, &request.collectionId },
             std::pair { &options.identity, &request.identityId } }) {
        if (const auto done = set(*name, *id); !done)
            return tl::make_unexpected(done.error());
    }
    return request;
}

void why(Session &session, const WhyOptions &options)
{
    if (options.verb.empty() != options.resource.empty()) {
        session.failUsage("--verb and --resource go together.",
            "Give both, for instance --verb read --resource documents.");
        return;
    }
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    const auto request = requestFrom(design->project, options);
    if (!request) {
        session.fail(request.error(), Usage);
        return;
    }
    const DecisionExplanation explanation = design->decisions->explain(*request);
    Session::print(session.isJson() ? explanationJson(explanation)
                                    : explanationText(design->compiled.plan, explanation, session.style()));
}

} // namespace

void addWhyCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("why", "Why one element may or may not reach another: a walk through the planes");
    auto options = std::make_shared<WhyOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("source", options->source, "Id, namespace/name or name")->required();
    command->add_option("destination", options->destination, "The same, with :PORT (a pod port) or without")
        ->required();
    command->add_option("--protocol", options->protocol, "Transport protocol")
        ->check(CLI::IsMember({ "TCP", "UDP", "SCTP" }))
        ->capture_default_str();
    command->add_option("--verb", options->verb, "What is done to the resource")
        ->check(CLI::IsMember({ "read", "write", "admin" }));
    command->add_option("--resource", options->resource, "Collection that is asked for");
    command->add_option(
        "--as", options->identity, "Identity whose credential is used; default: the source's own");
    command
        ->add_option("--transport", options->transport, "Through the mesh, or plaintext past the own sidecar")
        ->check(CLI::IsMember({ "mesh", "plaintext" }));
    addFormatOption(*command, session);
    command->footer("Example:\n  fourplanectl why design.fourplane.yaml agent documents-db:5432 --verb read "
                    "--resource contracts");
    command->callback([&session, options] { why(session, *options); });
}

} // namespace fourplane::ctl
