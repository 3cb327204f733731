// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/base/Text.h"
#include "core/decision/UnreadRules.h"
#include "core/reports/DecisionReport.h"
#include "core/topology/ServiceIndex.h"

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
    std::string method;
    std::string path;
    std::string host;
    std::string tenant;
};

/// Cuts "name:port"; the port is a number or a name, and empty when there is none.
std::string cutPort(std::string &destination)
{
    const std::size_t colon = destination.rfind(':');
    if (colon == std::string::npos)
        return {};
    std::string port = destination.substr(colon + 1);
    destination.resize(colon);
    return port;
}

/// The number that a text is, from 1 to 65535; 0 when it is none.
std::uint16_t portNumber(const std::string &text)
{
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data(), end, port);
    return error == std::errc {} && last == end ? port : std::uint16_t { 0 };
}

tl::unexpected<Error> noSuchPort(
    const std::string &port, const std::string &owner, const std::vector<std::string> &known)
{
    return failure("usage", owner + " has no port \"" + port + "\".",
        known.empty() ? "Write a number from 1 to 65535." : "Its ports: " + join(known, ", ") + ".");
}

Result<AccessRequest> requestFrom(const Project &project, const WhyOptions &options)
{
    AccessRequest request;
    request.protocol = *enumFromName<Protocol>(options.protocol);
    if (!options.verb.empty())
        request.verb = enumFromName<AccessVerb>(options.verb);
    if (!options.transport.empty())
        request.transport = options.transport == "plaintext" ? Transport::Plaintext : Transport::Mesh;
    request.method = options.method;
    request.path = options.path;
    request.host = options.host;
    request.tenant = options.tenant;
    for (const auto &[name, id] : { std::pair { &options.source, &request.sourceId },
             std::pair { &options.resource, &request.collectionId },
             std::pair { &options.identity, &request.identityId } }) {
        if (name->empty())
            continue;
        const auto found = findElement(project, *name);
        if (!found)
            return tl::make_unexpected(found.error());
        *id = *found;
    }
    return request;
}

/// A way to the destination: the request, and how it came from the name that was given.
struct Route
{
    AccessRequest request;
    std::string note; ///< empty when the destination itself was named
};

/// "name", "namespace/name", or as DNS writes it ("name.namespace.svc.cluster.local").
const Service *findService(const Topology &topology, std::string name)
{
    const std::size_t service = name.find(".svc");
    if (service != std::string::npos)
        name.resize(service);
    const Service *only = nullptr;
    for (const auto &[id, candidate] : topology.services) {
        const Namespace *home = find(topology.namespaces, candidate.namespaceId);
        const std::string where = home ? home->name : std::string();
        if (name == where + "/" + candidate.name || name == candidate.name + "." + where)
            return &candidate;
        if (name == candidate.name) {
            if (only)
                return nullptr;
            only = &candidate;
        }
    }
    return only;
}

Result<std::vector<Route>> routesThrough(
    const Topology &topology, const Service &service, const std::string &port, const AccessRequest &base)
{
    const ServiceIndex index(topology);
    std::vector<Route> routes;
    std::vector<std::string> known;
    for (const ServicePort &offered : service.ports) {
        known.push_back(
            (offered.name.empty() ? std::string() : offered.name + " ") + std::to_string(offered.port));
        const bool isMeant = port.empty() || port == offered.name || portNumber(port) == offered.port;
        for (const Workload *workload : index.workloadsBehind(service)) {
            const std::uint16_t target = podPort(*workload, offered.targetPort, offered.protocol);
            if (!isMeant || target == 0)
                continue;
            Route route { base, {} };
            route.request.destinationId = workload->id;
            route.request.port = target;
            route.request.protocol = offered.protocol;
            route.note = "Service " + service.name + ", port " + known.back() + ", leads to pod port "
                + std::to_string(target) + " of " + namespaceName(topology, *workload) + "/" + workload->name
                + "; policies see pod ports only (NP20).";
            routes.push_back(std::move(route));
        }
    }
    if (!routes.empty())
        return routes;
    if (index.workloadsBehind(service).empty())
        return failure("usage", "No workload of the project stands behind Service " + service.name + ".",
            "Check its selector, or name a workload.");
    return noSuchPort(port, "Service " + service.name, known);
}

Result<std::vector<Route>> routeToElement(
    const Project &project, const std::string &name, const std::string &port, AccessRequest request)
{
    request.port = portNumber(port);
    if (port.empty() || request.port != 0)
        return std::vector<Route> { { request, {} } };
    std::vector<std::string> known;
    const Workload *workload = find(project.topology.workloads, request.destinationId);
    for (const NamedPort &offered : workload ? portsOf(*workload) : std::vector<NamedPort> {}) {
        if (offered.name == port) {
            request.port = offered.number;
            request.protocol = offered.protocol;
            return std::vector<Route> { { request, {} } };
        }
        known.push_back(
            (offered.name.empty() ? std::string() : offered.name + " ") + std::to_string(offered.number));
    }
    return noSuchPort(port, name, known);
}

/// The ways that a destination stands for: one for an element, one for each backend of a Service.
Result<std::vector<Route>> routesTo(const Project &project, const WhyOptions &options)
{
    auto base = requestFrom(project, options);
    if (!base)
        return tl::make_unexpected(base.error());
    std::string name = options.destination;
    const std::string port = cutPort(name);
    constexpr std::string_view prefix = "svc/";
    const bool isService = name.compare(0, prefix.size(), prefix) == 0;
    if (isService)
        name = name.substr(prefix.size());
    else if (const auto element = findElement(project, name)) {
        base->destinationId = *element;
        return routeToElement(project, name, port, *base);
    }
    if (const Service *service = findService(project.topology, name))
        return routesThrough(project.topology, *service, port, *base);
    if (!isService)
        return tl::make_unexpected(findElement(project, name).error());
    return failure(
        "unknown-element", "No single Service is called \"" + name + "\".", "Write svc/NAMESPACE/NAME.");
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
    const auto routes = routesTo(design->project, options);
    if (!routes) {
        session.fail(routes.error(), Usage);
        return;
    }
    std::vector<ExplainedRoute> explained;
    const UnreadRules unread(design->project.unmodelled, design->compiled.plan);
    for (const Route &route : *routes) {
        explained.push_back({ design->decisions->explain(route.request), route.note });
        unread.name(explained.back().explanation);
    }
    Session::print(session.isJson() ? explanationJson(explained)
                                    : explanationText(design->compiled.plan, explained, session.style()));
}

} // namespace

void addWhyCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("why", "Why one element may or may not reach another: a walk through the planes");
    auto options = std::make_shared<WhyOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("source", options->source, "Id, namespace/name or name")->required();
    command
        ->add_option("destination", options->destination,
            "The same, with :PORT (number or name of a pod port) or without; or a Service, as svc/NAME where "
            "a "
            "workload has that name too: its ports are led to its pods")
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
    command->add_option("--method", options->method, "HTTP method, where Istio looks at it; default: any");
    command->add_option("--path", options->path, "Path of an HTTP request; default: any");
    command->add_option("--host", options->host, "Host of an HTTP request; default: any");
    command->add_option("--tenant", options->tenant, "Whose rows, or whose account outside");
    addFormatOption(*command, session);
    command->footer("Example:\n  fourplanectl why design.fourplane.yaml agent documents-db:5432 --verb read "
                    "--resource contracts");
    command->callback([&session, options] { why(session, *options); });
}

} // namespace fourplane::ctl
