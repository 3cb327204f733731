// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodClasses.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace fourplane {

namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The pods that each of the rules' peers means, as (peers, pod) pairs.
Pairs podsMeant(const CompiledRuleParts &parts)
{
    const std::vector<CompiledPeers> &peers = parts.peers;
    std::size_t total = 0;
    for (const CompiledPeers &each : peers) {
        for (std::uint32_t set : each.sets)
            total += parts.sets->size(set);
    }
    Pairs pairs;
    pairs.reserve(total);
    for (std::uint32_t number = 0; number < peers.size(); ++number) {
        const auto first = static_cast<std::ptrdiff_t>(pairs.size());
        for (std::uint32_t set : peers[number].sets)
            parts.sets->forEach(set, [&](std::uint32_t pod) { pairs.emplace_back(number, pod); });
        if (peers[number].sets.size() > 1) {
            std::sort(pairs.begin() + first, pairs.end());
            pairs.erase(std::unique(pairs.begin() + first, pairs.end()), pairs.end());
        }
    }
    return pairs;
}

NumberLists<std::uint32_t> turned(const Pairs &pairs, std::size_t count)
{
    Pairs other;
    other.reserve(pairs.size());
    for (const auto &[number, item] : pairs)
        other.emplace_back(item, number);
    return { count, other };
}

/// Numbers what else tells pods apart.
class PodTraits
{
public:
    explicit PodTraits(const NetworkPolicyEngine &engine)
        : m_engine(engine)
    {
        const std::vector<CompiledPorts> &ports = engine.sides.parts().ports;
        m_namesPorts = !engine.plan.adminPolicies.empty() || !engine.plan.ciliumPolicies.empty()
            || std::any_of(
                ports.begin(), ports.end(), [](const CompiledPorts &each) { return !each.named.empty(); });
    }

    std::uint32_t of(std::size_t position)
    {
        const PlannedPod &pod = m_engine.plan.pods[position];
        m_text.clear();
        if (m_engine.isOnHostNetwork(position))
            m_text += "host ";
        if (m_engine.isUnmodelled(position))
            m_text += "unmodelled ";
        for (const NamedPort &port : m_namesPorts ? pod.ports : m_noPorts)
            m_text +=
                port.name + "=" + std::to_string(port.number) + std::string(nameOf(port.protocol)) + " ";
        if (m_engine.hasPodsOnHostNetwork()) { // whether a pod may share the node of one
            for (const ElementId &pool : pod.poolIds)
                m_text += pool.value() + " ";
        }
        if (m_text.empty())
            return 0;
        return m_numbers.try_emplace(m_text, static_cast<std::uint32_t>(m_numbers.size() + 1)).first->second;
    }

private:
    const NetworkPolicyEngine &m_engine;
    const std::vector<NamedPort> m_noPorts;
    bool m_namesPorts = false;
    std::string m_text;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// For each pod, the sets of the other families of policies that it is in.
NumberLists<std::uint32_t> otherSets(const NetworkPolicyEngine &engine)
{
    std::vector<const PodSet *> sets = engine.admin.peerSets();
    const std::vector<const PodSet *> more = engine.cilium.podSets();
    sets.insert(sets.end(), more.begin(), more.end());
    Pairs pairs;
    for (std::uint32_t number = 0; number < sets.size(); ++number)
        sets[number]->forEach([&](std::size_t pod) { pairs.emplace_back(std::uint32_t(pod), number); });
    return { engine.plan.pods.size(), pairs };
}

} // namespace

PodClasses::PodClasses(const NetworkPolicyEngine &engine)
{
    const std::size_t podCount = engine.plan.pods.size();
    const Pairs meant = podsMeant(engine.sides.parts());
    NumberLists<std::uint32_t> meaning = turned(meant, podCount);
    const NumberLists<std::uint32_t> others = otherSets(engine);
    PodTraits traits(engine);
    const bool isEnforced = engine.enforcesPolicies(); // else every pod is like every other
    InternTable table;
    NumberLists<std::uint32_t> keys; // by class
    std::vector<std::uint32_t> words;
    Pairs membership;
    membership.reserve(podCount);
    classOf.reserve(podCount);
    std::vector<bool> isFirst(podCount, false); // of its class
    for (std::size_t pod = 0; pod < podCount; ++pod) {
        words.clear();
        const auto append = [&words](std::span<const std::uint32_t> list) {
            words.push_back(static_cast<std::uint32_t>(list.size()));
            words.insert(words.end(), list.begin(), list.end());
        };
        if (isEnforced) {
            words.push_back(traits.of(pod));
            append(meaning[pod]);
            append(others[pod]);
        }
        for (PolicyDirection direction : { PolicyDirection::Ingress, PolicyDirection::Egress }) {
            if (!isEnforced)
                break;
            append(engine.sides.isolating(direction, pod));
            append(engine.cilium.selecting(direction, pod));
            for (AdminPolicyTier tier : { AdminPolicyTier::Admin, AdminPolicyTier::Baseline })
                append(engine.admin.selecting(tier, direction, pod));
        }
        std::uint64_t hash = 0;
        for (std::uint32_t word : words)
            hash = mixed(hash + word + 1);
        const auto [number, isNew] = table.add(hash, [&](std::uint32_t other) {
            const std::span<const std::uint32_t> key = keys[other];
            return std::equal(key.begin(), key.end(), words.begin(), words.end());
        });
        if (isNew) {
            for (std::uint32_t word : words)
                keys.push(word);
            keys.endList();
            isFirst[pod] = true;
        }
        classOf.push_back(number);
        membership.emplace_back(number, static_cast<std::uint32_t>(pod));
    }
    members = { table.size(), membership };
    if (table.size() == podCount) { // each is a class of its own, under its own number
        meantBy = { engine.sides.parts().peers.size(), meant };
        peersMeaning = std::move(meaning);
        return;
    }
    // The pods of a class are meant by the same peers: its first stands for all.
    Pairs classesMeant;
    for (const auto &[peers, pod] : meant) {
        if (isFirst[pod])
            classesMeant.emplace_back(peers, classOf[pod]);
    }
    meantBy = { engine.sides.parts().peers.size(), classesMeant };
    peersMeaning = turned(classesMeant, table.size());
}

} // namespace fourplane
