// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/EndClasses.h"

#include "core/attack/CallerPatterns.h"
#include "core/attack/LinkerdCallers.h"
#include "core/decision/NetworkPolicyEngine.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/decision/TrustDomains.h"
#include "core/enforcement/PlanIndex.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace fourplane {

namespace {

bool isAmong(const std::vector<std::string> &names, const std::string &name)
{
    return std::any_of(names.begin(), names.end(),
        [&name](const std::string &other) { return other.empty() || other == name; });
}

/// What is told apart by numbers: a set of them, in text.
std::string textOf(std::vector<std::uint32_t> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::string text;
    for (std::uint32_t number : numbers)
        text += std::to_string(number) + ",";
    return text;
}

} // namespace

/// Large sets of pods that rules speak of make classes, small ones make names: a set of a few pods would
/// split the classes for all destinations, a set of thousands would have to be written for each.
class EndClassifier
{
public:
    EndClassifier(const DesignModel &model, const PolicyDecisionPoint &decisions, EndClasses &result)
        : m_model(model)
        , m_decisions(decisions)
        , m_plan(decisions.plan())
        , m_index(m_plan)
        , m_peerAuthentication(m_index)
        , m_network(m_plan)
        , m_result(result)
        , m_smallSet(std::max<std::size_t>(2, m_plan.pods.size() / 64))
        , m_asSource(m_plan.pods.size())
        , m_asDestination(m_plan.pods.size())
        , m_namedPods(m_plan.pods.size())
        , m_all(m_plan.pods.size(), false)
        , m_elementOf(m_plan.pods.size(), 0)
    {
    }

    void run()
    {
        readNetworkPolicies();
        readCallers();
        const bool hasOtherFamilies = !m_plan.adminPolicies.empty() || !m_plan.ciliumPolicies.empty()
            || m_plan.platform.ciliumEnforcement != CiliumEnforcement::Default;
        std::map<std::string, std::uint32_t> sources, destinations;
        const auto number = [](std::map<std::string, std::uint32_t> &known, const std::string &text) {
            return known.try_emplace(text, static_cast<std::uint32_t>(known.size())).first->second;
        };
        for (EntityIndex element = 0; element < m_model.size(); ++element) {
            const PlannedPod *pod = m_index.pod(m_model.id(element));
            const std::string self = "element " + std::to_string(element);
            const std::size_t position = pod ? m_index.indexOf(*pod) : 0;
            if (pod)
                m_elementOf[position] = element;
            m_result.m_sourceClass.push_back(number(sources, pod ? sourceText(*pod, position, self) : self));
            m_result.m_destinationClass.push_back(
                number(destinations, pod ? destinationText(*pod, position) : self));
            m_result.m_namesEverybody.push_back(
                hasOtherFamilies || (pod && (m_all[position] || !pod->waypoints.empty())));
            m_result.m_named.push_back({ element });
        }
        for (EntityIndex element = 0; element < m_model.size(); ++element) {
            const PlannedPod *pod = m_index.pod(m_model.id(element));
            if (!pod || m_result.m_namesEverybody[element])
                continue;
            std::vector<EntityIndex> &named = m_result.m_named[element];
            for (std::uint32_t other : m_namedPods[m_index.indexOf(*pod)])
                named.push_back(m_elementOf[other]);
            std::sort(named.begin(), named.end());
            named.erase(std::unique(named.begin(), named.end()), named.end());
        }
    }

private:
    /// A set of pods that some rule speaks of. `isLarge`: it makes classes, under its number.
    struct Peers
    {
        std::vector<std::uint32_t> pods;
        std::uint32_t number = 0;
        bool isLarge = false;
    };

    Peers &peersOf(const PodSets &sets, std::uint32_t set)
    {
        const auto [place, isNew] = m_peers.try_emplace(set);
        Peers &peers = place->second;
        if (isNew) {
            sets.forEach(set, [&peers](std::uint32_t pod) { peers.pods.push_back(pod); });
            peers.number = m_next++;
            peers.isLarge = peers.pods.size() > m_smallSet;
        }
        return peers;
    }

    std::uint32_t textNumber(const std::string &text)
    {
        const auto [place, isNew] = m_texts.try_emplace(text, m_next);
        m_next += isNew ? 1 : 0;
        return place->second;
    }

    void readNetworkPolicies()
    {
        const NetworkPolicyEngine &engine = m_network.engine();
        for (std::size_t i = 0; i < m_plan.networkPolicies.size(); ++i) {
            const CompiledNetworkPolicy &policy = engine.sides.policy(i);
            for (PolicyDirection direction : { PolicyDirection::Ingress, PolicyDirection::Egress }) {
                if (policy.in(direction).isolates)
                    readDirection(policy, direction);
            }
        }
    }

    void readDirection(const CompiledNetworkPolicy &policy, PolicyDirection direction)
    {
        const bool isEgress = direction == PolicyDirection::Egress;
        auto &own = isEgress ? m_asSource : m_asDestination;
        auto &others = isEgress ? m_asDestination : m_asSource;
        std::vector<std::uint32_t> spoken { textNumber(isEgress ? "isolated out" : "isolated in") };
        if (!policy.invalidity.empty())
            spoken.push_back(textNumber(isEgress ? "invalid out" : "invalid in"));
        const CompiledRuleParts &parts = m_network.engine().sides.parts();
        for (const CompiledRule &rule : policy.in(direction).rules) {
            const CompiledPeers &admitted = parts.peers[rule.peers];
            std::string peers;
            for (std::uint32_t set : admitted.sets) {
                if (admitted.any || !policy.invalidity.empty())
                    break;
                Peers &known = peersOf(*parts.sets, set);
                if (!known.isLarge) {
                    name(policy.selected, known.pods, isEgress);
                    continue;
                }
                peers += " set " + std::to_string(known.number);
                if (m_marked.insert({ known.number, isEgress }).second) {
                    for (std::uint32_t pod : known.pods)
                        others[pod].push_back(known.number);
                }
            }
            if (admitted.any || !admitted.addresses.isEmpty() || !peers.empty())
                spoken.push_back(textNumber(ruleText(admitted, parts.ports[rule.ports], isEgress) + peers));
        }
        for (std::uint32_t pod : policy.selected)
            own[pod].insert(own[pod].end(), spoken.begin(), spoken.end());
    }

    void name(std::span<const std::uint32_t> selected, const std::vector<std::uint32_t> &peers, bool isEgress)
    {
        for (std::uint32_t pod : selected) {
            for (std::uint32_t peer : peers)
                m_namedPods[isEgress ? peer : pod].push_back(isEgress ? pod : peer);
        }
    }

    static std::string ruleText(const CompiledPeers &peers, const CompiledPorts &ports, bool isEgress)
    {
        std::string text = isEgress ? "out " : "in ";
        text += peers.any ? "any " : "";
        text += std::to_string(static_cast<int>(peers.coverage)) + " ";
        for (const IpRange &range : peers.addresses.ranges())
            text += toString(range) + " ";
        text += toString(ports.numbered);
        for (const auto &[protocol, port] : ports.named)
            text += " " + std::string(nameOf(protocol)) + "/" + std::to_string(port.size()) + port;
        return text;
    }

    /// Whom the policies of the mesh name, by pod that they are for.
    void readCallers()
    {
        CallerPatterns patterns(m_index, m_smallSet);
        LinkerdCallers linkerd(m_index, m_smallSet);
        for (std::size_t pod = 0; pod < m_plan.pods.size(); ++pod) {
            const CallersOfPod callers =
                m_plan.pods[pod].meshMode == MeshMode::Linkerd ? linkerd.of(pod) : patterns.of(pod);
            m_all[pod] = callers.isEverybody;
            m_asDestination[pod].push_back(textNumber("callers " + callers.text));
            for (const auto &[pattern, sources] : callers.large) {
                const std::uint32_t number = textNumber("pattern " + pattern);
                if (m_marked.insert({ number, false }).second) {
                    for (std::uint32_t source : *sources)
                        m_asSource[source].push_back(number);
                }
            }
            m_namedPods[pod].insert(m_namedPods[pod].end(), callers.named.begin(), callers.named.end());
        }
    }

    std::string commonText(const PlannedPod &pod) const
    {
        std::string text = pod.hostNetwork ? "host " : "";
        text += std::to_string(static_cast<int>(pod.meshMode)) + (pod.inMesh ? " mesh " : " ");
        text += isAmong(m_plan.namespacesWithUnmodelledPolicy, pod.namespaceName) ? "unmodelled " : "";
        text += std::to_string(static_cast<int>(m_decisions.admission(pod.workloadId).verdict)) + " ";
        std::set<std::string> pools;
        for (const ElementId &pool : pod.poolIds)
            pools.insert(pool.value());
        for (const std::string &pool : pools)
            text += pool + " ";
        return text + "| ";
    }

    std::string sourceText(const PlannedPod &pod, std::size_t position, const std::string &self) const
    {
        std::string text = commonText(pod);
        if (pod.meshMode != MeshMode::Linkerd) // whose members are all of one domain
            text += trustDomainOf(m_index.principalOf(pod)) + " ";
        text += pod.kind == WorkloadKind::EgressProxy ? self : std::string();
        return text + "| " + textOf(m_asSource[position]);
    }

    std::string destinationText(const PlannedPod &pod, std::size_t position) const
    {
        std::string text = commonText(pod);
        text += pod.exposed ? "exposed " : "";
        text += pod.exposedPrivately ? "private " : "";
        // What its policies say of nodes' addresses and of gateways counts for outsiders.
        if (pod.exposed || pod.exposedPrivately)
            text += "at " + std::to_string(position) + " ";
        text += isAmong(m_plan.namespacesWithUnknownExposure, pod.namespaceName) ? "unknown " : "";
        text += isAmong(m_plan.namespacesWithUnmodelledAuthorization, pod.namespaceName) ? "unread " : "";
        const auto mtls = [&](std::uint16_t port) {
            const auto inbound = m_peerAuthentication.inbound(pod, port);
            std::string modes;
            for (const PossibleMtls &possible : inbound.possible())
                modes += std::to_string(static_cast<int>(possible.mode));
            return modes + " ";
        };
        text += mtls(0);
        for (const NamedPort &port : pod.ports)
            text += std::to_string(port.number) + std::string(nameOf(port.protocol))
                + std::to_string(port.name.size()) + port.name + mtls(port.number);
        for (const auto &[port, names] : pod.servicePortNames) {
            text += "service " + std::to_string(port);
            for (const std::string &name : names)
                text += " " + std::to_string(name.size()) + name;
        }
        return text + "| " + textOf(m_asDestination[position]);
    }

    const DesignModel &m_model;
    const PolicyDecisionPoint &m_decisions;
    const EnforcementPlan &m_plan;
    PlanIndex m_index;
    PeerAuthenticationEvaluator m_peerAuthentication;
    NetworkPolicyEvaluator m_network;
    EndClasses &m_result;
    std::size_t m_smallSet;
    std::vector<std::vector<std::uint32_t>> m_asSource; ///< by pod: what is told of it there, by number
    std::vector<std::vector<std::uint32_t>> m_asDestination;
    std::vector<std::vector<std::uint32_t>> m_namedPods; ///< by pod as destination
    std::vector<bool> m_all; ///< by pod: every source has to be asked
    std::vector<EntityIndex> m_elementOf; ///< by pod
    std::map<std::uint32_t, Peers> m_peers; ///< by set
    std::map<std::string, std::uint32_t> m_texts;
    std::set<std::pair<std::uint32_t, bool>> m_marked; ///< sets that are in the texts of their pods
    std::uint32_t m_next = 0;
};

EndClasses::EndClasses(const DesignModel &model, const PolicyDecisionPoint &decisions)
{
    EndClassifier(model, decisions, *this).run();
}

bool EndClasses::isNamed(EntityIndex source, EntityIndex destination) const
{
    return m_namesEverybody[destination]
        || std::binary_search(m_named[destination].begin(), m_named[destination].end(), source);
}

} // namespace fourplane
