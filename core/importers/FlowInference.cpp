// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/FlowInference.h"

#include "core/base/Text.h"
#include "core/importers/AddressMentions.h"
#include "core/importers/TypingRules.h"
#include "core/topology/ServiceIndex.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace fourplane {

namespace {

/// A variable of that name holds a host or an address.
bool isAddressName(const std::string &name)
{
    static constexpr std::array<std::string_view, 19> words { "host", "hosts", "hostname", "addr", "address",
        "addresses", "url", "uri", "urls", "endpoint", "endpoints", "server", "servers", "broker", "brokers",
        "upstream", "backend", "dsn", "service" };
    const WordRun run = wordsOf(name);
    return std::any_of(run.begin(), run.end(),
        [](const std::string &word) { return std::find(words.begin(), words.end(), word) != words.end(); });
}

bool isServiceDomain(const std::string &host)
{
    return host.find(".svc.") != std::string::npos
        || (host.size() > 4 && host.compare(host.size() - 4, 4, ".svc") == 0);
}

/// Where a mention stands in the manifest.
struct MentionPlace
{
    const Workload *source = nullptr;
    std::string sourceNamespace;
    std::string purpose;
    bool isEnvironment = false;
    bool namesAddress = false; ///< the variable's name says that it holds an address
    std::optional<std::uint16_t> companionPort; ///< REDIS_PORT beside REDIS_HOST
};

class FlowInference
{
public:
    explicit FlowInference(ImportSession &session)
        : m_session(session)
        , m_index(session.project.topology)
    {
    }

    void run()
    {
        for (const auto &[id, workload] : m_session.project.topology.workloads) {
            const auto evidence = m_session.evidence.find(id);
            if (evidence == m_session.evidence.end())
                continue;
            for (const ContainerEvidence &container : evidence->second.containers)
                readContainer(workload, container);
        }
        for (Flow &flow : m_flows) {
            const ElementId id = flow.id;
            m_session.project.topology.flows.emplace(id, std::move(flow));
        }
    }

private:
    using Variables = std::map<std::string, std::string>;

    const Labels *configMap(const std::string &namespaceName, const std::string &name) const
    {
        const auto found = m_session.configMaps.find({ namespaceName, name });
        return found == m_session.configMaps.end() ? nullptr : &found->second;
    }

    /// What the container sees as its environment, as far as the input says; Secrets stay out.
    Variables variablesOf(const std::string &namespaceName, const ContainerEvidence &container) const
    {
        Variables variables;
        for (const std::string &name : container.configMaps) {
            if (const Labels *data = configMap(namespaceName, name)) {
                for (const auto &[key, value] : *data)
                    variables[key] = value;
            }
        }
        for (const EnvironmentEntry &entry : container.environment) {
            variables[entry.name] = entry.value;
            const Labels *data =
                entry.configMap.empty() ? nullptr : configMap(namespaceName, entry.configMap);
            const auto value = data ? data->find(entry.configMapKey) : Labels::const_iterator();
            if (data && value != data->end())
                variables[entry.name] = value->second;
        }
        return variables;
    }

    void readContainer(const Workload &workload, const ContainerEvidence &container)
    {
        MentionPlace place;
        place.source = &workload;
        place.sourceNamespace = namespaceName(m_session.project.topology, workload);
        const Variables variables = variablesOf(place.sourceNamespace, container);
        for (const auto &[name, value] : variables) {
            place.purpose = "from env " + name + " of container " + container.name;
            place.isEnvironment = true;
            place.namesAddress = isAddressName(name);
            place.companionPort = companionPort(variables, name);
            takeMentions(place, value);
        }
        place.purpose = "from the arguments of container " + container.name;
        place.isEnvironment = false;
        place.namesAddress = false;
        place.companionPort.reset();
        takeMentions(place, join(container.arguments, " "));
    }

    static std::optional<std::uint16_t> companionPort(const Variables &variables, const std::string &name)
    {
        const std::size_t underscore = name.rfind('_');
        if (underscore == std::string::npos)
            return std::nullopt;
        const auto companion = variables.find(name.substr(0, underscore) + "_PORT");
        if (companion == variables.end())
            return std::nullopt;
        const auto mentions = addressMentions("x " + companion->second);
        return mentions.size() == 1 ? mentions.front().port : std::nullopt;
    }

    void takeMentions(const MentionPlace &place, const std::string &text)
    {
        for (const AddressMention &mention : addressMentions(text)) {
            if (!mention.isCertain && !place.namesAddress && !isServiceDomain(mention.host))
                continue;
            const Service *service = resolve(mention.host, place.sourceNamespace);
            if (service)
                addFlows(place, *service, mention.port ? mention.port : place.companionPort);
        }
    }

    const Service *resolve(const std::string &host, const std::string &ownNamespace) const
    {
        const std::vector<std::string> parts = split(host, '.');
        if (parts.size() == 1)
            return m_index.find(ownNamespace, parts[0]);
        if (const Service *service = resolveIn(parts, 0))
            return service;
        // A pod behind a headless service: "db-0.db", "db-0.db.prod.svc.cluster.local".
        const Service *governing =
            parts.size() == 2 ? m_index.find(ownNamespace, parts[1]) : resolveIn(parts, 1);
        return governing && isHeadless(*governing) ? governing : nullptr;
    }

    bool isHeadless(const Service &service) const
    {
        const auto evidence = m_session.services.find(service.id);
        return evidence != m_session.services.end() && evidence->second.isHeadless;
    }

    /// SERVICE.NAMESPACE or SERVICE.NAMESPACE.svc[.DOMAIN] from the part `first` on.
    const Service *resolveIn(const std::vector<std::string> &parts, std::size_t first) const
    {
        const bool isShort = parts.size() == first + 2;
        const bool isLong = parts.size() > first + 2 && parts[first + 2] == "svc";
        return isShort || isLong ? m_index.find(parts[first + 1], parts[first]) : nullptr;
    }

    void addFlows(const MentionPlace &place, const Service &service, std::optional<std::uint16_t> port)
    {
        const std::vector<const Workload *> behind = m_index.workloadsBehind(service);
        if (behind.empty())
            return;
        const ServicePort *servicePort = nullptr;
        for (const ServicePort &candidate : service.ports) {
            if (port ? candidate.port == *port : service.ports.size() == 1)
                servicePort = &candidate;
        }
        if (port && !servicePort && !isHeadless(service)) {
            if (place.isEnvironment) {
                m_session.report(DiagnosticLevel::Warning, "unknown-service-port",
                    "Workload " + place.source->name + " names port " + std::to_string(*port) + " of service "
                        + service.name + " (" + place.purpose + "), which the service does not offer.",
                    "Correct the port, or add the flow by hand.", place.source->origin);
            }
            return;
        }
        for (const Workload *destination : behind) {
            const Protocol protocol = servicePort ? servicePort->protocol : Protocol::Tcp;
            std::uint16_t podPortNumber = 0;
            if (servicePort)
                podPortNumber = podPort(*destination, servicePort->targetPort, protocol);
            else if (port)
                podPortNumber = *port; // headless: straight to the pod
            addFlow(place, *destination, podPortNumber, protocol);
        }
    }

    void addFlow(
        const MentionPlace &place, const Workload &destination, std::uint16_t port, Protocol protocol)
    {
        if (destination.id == place.source->id
            || !m_known.insert({ place.source->id, destination.id, port, protocol }).second)
            return;
        Flow flow;
        flow.id = m_session.claimId(
            "flow-" + place.source->id.value() + "-" + destination.id.value() + "-" + std::to_string(port));
        flow.sourceId = place.source->id;
        flow.destinationId = destination.id;
        flow.port = port;
        flow.protocol = protocol;
        flow.carriesToolCalls = place.source->kind == WorkloadKind::Agent
            && (destination.kind == WorkloadKind::Tool || destination.kind == WorkloadKind::McpServer);
        flow.purpose = place.purpose;
        m_flows.push_back(std::move(flow));
    }

    ImportSession &m_session;
    ServiceIndex m_index;
    std::set<std::tuple<ElementId, ElementId, std::uint16_t, Protocol>> m_known;
    std::vector<Flow> m_flows;
};

} // namespace

void inferFlows(ImportSession &session)
{
    FlowInference(session).run();
}

} // namespace fourplane
