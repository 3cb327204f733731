// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/HttpCandidates.h"
#include "core/governance/NearSources.h"
#include "core/governance/PlanRelation.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

constexpr std::uint16_t usualTlsPort = 443;

using PortKey = std::pair<Protocol, std::uint16_t>; ///< 0 = a port of the protocol that nobody names
using HttpKey = std::tuple<std::string, std::string, std::string>; ///< method, path, host

std::optional<std::uint16_t> numberIn(const std::string &text)
{
    std::uint16_t number = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && number != 0 ? std::optional(number) : std::nullopt;
}

/// The ports that rules name by number; 0 where they speak of a whole protocol.
class NamedPorts
{
public:
    explicit NamedPorts(const EnforcementPlan &plan)
    {
        add(Protocol::Tcp, 0);
        for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
            for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
                for (const NetworkPolicyRule &rule : *rules) {
                    for (const NetworkPolicyPort &port : rule.ports)
                        add(port);
                }
            }
        }
        for (const Planned<AdminPolicy> &planned : plan.adminPolicies) {
            for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
                for (const AdminPolicyRule &rule : *rules) {
                    for (const AdminPolicyPort &port : rule.ports)
                        addRange(port.protocol.value_or(Protocol::Tcp), port.port.value_or(0), port.endPort);
                }
            }
        }
        addCilium(plan);
        for (const Planned<AuthorizationPolicy> &planned : plan.authorizationPolicies) {
            for (const AuthorizationRule &rule : planned.object.rules) {
                for (const AuthorizationOperation &to : rule.to) {
                    for (const auto *texts : { &to.ports, &to.notPorts }) {
                        for (const std::string &text : *texts)
                            add(Protocol::Tcp, numberIn(text).value_or(0));
                    }
                }
            }
        }
        for (const Planned<PeerAuthentication> &planned : plan.peerAuthentications) {
            for (const auto &[port, mode] : planned.object.portModes)
                add(Protocol::Tcp, port);
        }
    }

    const std::set<PortKey> &ports() const { return m_ports; }

private:
    void add(Protocol protocol, std::uint16_t number) { m_ports.emplace(protocol, number); }

    void addRange(Protocol protocol, std::uint16_t first, std::optional<std::uint16_t> last)
    {
        add(protocol, first);
        if (last)
            add(protocol, *last);
    }

    void add(const NetworkPolicyPort &port)
    {
        const Protocol protocol = port.protocol.value_or(Protocol::Tcp);
        const auto *number = port.port ? std::get_if<std::uint16_t>(&*port.port) : nullptr;
        if (number)
            addRange(protocol, *number, port.endPort);
        else if (!port.port)
            add(protocol, 0);
    }

    void addCilium(const EnforcementPlan &plan)
    {
        for (const Planned<CiliumPolicy> &planned : plan.ciliumPolicies) {
            for (const CiliumSpec &spec : planned.object.specs) {
                for (const auto *rules :
                    { &spec.ingress, &spec.ingressDeny, &spec.egress, &spec.egressDeny }) {
                    for (const CiliumRule &rule : *rules) {
                        for (const CiliumPortRule &item : rule.toPorts) {
                            for (const CiliumPort &port : item.ports)
                                addRange(port.protocol == "UDP" ? Protocol::Udp : Protocol::Tcp,
                                    numberIn(port.port).value_or(0),
                                    port.endPort ? std::optional(port.endPort) : std::nullopt);
                        }
                    }
                }
            }
        }
    }

    std::set<PortKey> m_ports;
};

class TrafficQuestioner
{
public:
    TrafficQuestioner(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions, bool nearby)
        : m_plan(plan)
        , m_named(plan)
        , m_questions(questions)
    {
        if (nearby)
            m_near.emplace(plan);
        for (const PlannedPod &pod : plan.pods)
            m_pods.push_back(&pod);
    }

    void ask()
    {
        for (const PlannedPod &pod : m_plan.pods)
            askTowards(pod.workloadId, pod.ports, &pod);
        for (const auto *externals : { &m_plan.externals, &m_plan.implicitExternals }) {
            for (const PlannedExternal &external : *externals)
                askTowards(external.id, external.ports, nullptr);
        }
    }

private:
    void askTowards(
        const ElementId &destination, const std::vector<NamedPort> &offered, const PlannedPod *pod)
    {
        std::set<PortKey> ports;
        for (const NamedPort &port : offered)
            ports.emplace(port.protocol, port.number);
        if (!pod && offered.empty())
            ports.emplace(Protocol::Tcp, usualTlsPort);
        const std::set<PortKey> declared = ports;
        const std::set<PortKey> asked = portsAsked(declared);
        const std::set<HttpKey> requests = pod ? httpRequestsTo(*pod) : std::set<HttpKey>();
        const std::vector<const PlannedPod *> sources = m_near ? m_near->of(destination) : m_pods;
        AccessRequest request;
        request.destinationId = destination;
        for (const PortKey &port : asked) {
            request.protocol = port.first;
            request.port = port.second;
            const bool isHttp = declared.count(port) > 0 && port.first == Protocol::Tcp;
            for (const PlannedPod *source : sources)
                askFrom(source->workloadId, request, source->inMesh && pod, isHttp ? &requests : nullptr);
            for (const PlannedExternal &source : m_plan.externals) {
                if (pod)
                    askFrom(source.id, request, false, isHttp ? &requests : nullptr);
            }
        }
    }

    /// The declared ones, and those that rules name anywhere. Nearby, where there are declared ones, of the
    /// others only one that nobody names.
    std::set<PortKey> portsAsked(const std::set<PortKey> &declared) const
    {
        std::set<PortKey> ports = declared;
        ports.insert(m_named.ports().begin(), m_named.ports().end());
        std::set<PortKey> asked;
        for (const PortKey &port : ports) {
            if (port.second == 0)
                asked.insert({ port.first, unnamedPort(ports, port.first) });
            else if (!m_near || declared.empty() || declared.count(port) > 0 || port.first != Protocol::Tcp)
                asked.insert(port);
        }
        return asked;
    }

    /// The lowest port from the lowest named one upwards that nobody names.
    static std::uint16_t unnamedPort(const std::set<PortKey> &ports, Protocol protocol)
    {
        std::uint16_t number = 8080;
        for (const PortKey &port : ports) {
            if (port.first == protocol && port.second != 0) {
                number = port.second;
                break;
            }
        }
        while (ports.count({ protocol, number }) > 0)
            number = number == 65535 ? 1 : static_cast<std::uint16_t>(number + 1);
        return number;
    }

    void askFrom(
        const ElementId &source, AccessRequest request, bool mayLeaveMesh, const std::set<HttpKey> *requests)
    {
        if (source == request.destinationId)
            return;
        request.sourceId = source;
        m_questions.push_back({ QuestionFamily::Traffic, request });
        if (requests) {
            AccessRequest http = request;
            for (const auto &[method, path, host] : *requests) {
                http.method = method;
                http.path = path;
                http.host = host;
                m_questions.push_back({ QuestionFamily::Traffic, http });
            }
        }
        if (mayLeaveMesh) {
            request.transport = Transport::Plaintext;
            m_questions.push_back({ QuestionFamily::Traffic, request });
        }
    }

    /// One request for each way in which policies before the pod can tell requests apart.
    std::set<HttpKey> httpRequestsTo(const PlannedPod &pod) const
    {
        std::vector<const AuthorizationRule *> rules;
        for (const Planned<AuthorizationPolicy> &planned : m_plan.authorizationPolicies) {
            const AuthorizationPolicy &policy = planned.object;
            const bool isHome = policy.meta.namespaceName == pod.namespaceName
                || policy.meta.namespaceName == m_plan.platform.meshRootNamespace;
            if (!isIstio(pod.meshMode) || !isHome
                || !matches(LabelSelector { policy.selector.value_or(Labels {}), {} }, pod.labels))
                continue;
            for (const AuthorizationRule &rule : policy.rules) {
                const bool isHttp = std::any_of(rule.to.begin(), rule.to.end(), [](const auto &to) {
                    return !to.methods.empty() || !to.notMethods.empty() || !to.paths.empty()
                        || !to.notPaths.empty() || !to.hosts.empty() || !to.notHosts.empty();
                });
                if (isHttp)
                    rules.push_back(&rule);
            }
        }
        std::set<HttpKey> requests;
        if (rules.empty())
            return requests;
        for (const HttpRequest &candidate : httpCandidatesFor(rules).requests)
            requests.emplace(candidate.method, candidate.path, candidate.host);
        return requests;
    }

    const EnforcementPlan &m_plan;
    NamedPorts m_named;
    std::vector<PlanQuestion> &m_questions;
    std::optional<NearSources> m_near;
    std::vector<const PlannedPod *> m_pods; ///< all of the plan
};

} // namespace

void addTrafficQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions, bool nearby)
{
    TrafficQuestioner(plan, questions, nearby).ask();
}

} // namespace fourplane
