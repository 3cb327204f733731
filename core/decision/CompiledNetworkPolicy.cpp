// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CompiledNetworkPolicy.h"

#include "core/base/Prefetch.h"

#include <algorithm>
#include <utility>

namespace fourplane {

namespace {

/// The addresses of the block after `except`; the API server wants every exception inside it and smaller.
IpRanges addressesOf(const IpBlock &block, std::string &invalidity)
{
    const auto whole = IpRanges::parse(block.cidr);
    if (!whole || block.cidr.find('/') == std::string::npos) {
        invalidity = "ipBlock \"" + block.cidr + "\" is not a CIDR block";
        return {};
    }
    IpRanges addresses = *whole;
    for (const std::string &text : block.except) {
        const auto exception = IpRanges::parse(text);
        if (!exception || !whole->contains(*exception) || *exception == *whole)
            invalidity = "except \"" + text + "\" is not a strict subset of " + block.cidr;
        else
            addresses -= *exception;
    }
    return addresses;
}

void addPort(CompiledPorts &ports, const NetworkPolicyPort &item, std::string &invalidity)
{
    const Protocol protocol = item.protocol.value_or(Protocol::Tcp);
    const auto *number = item.port ? std::get_if<std::uint16_t>(&*item.port) : nullptr;
    if (item.endPort && (!number || *item.endPort < *number)) {
        invalidity = "endPort needs a numeric port that is not greater";
        return;
    }
    if (!item.port)
        ports.numbered |= ConnectionSet::allOf(protocol);
    else if (!number)
        ports.named.emplace_back(protocol, std::get<std::string>(*item.port));
    else if (*number == 0)
        invalidity = "port 0 is not a port";
    else
        ports.numbered |= ConnectionSet::ports(protocol, *number, item.endPort.value_or(*number));
}

/// A number of its own for a single port given by number and for every port of a protocol; 0 for others.
std::uint64_t keyOf(const SharedList<NetworkPolicyPort> &ports)
{
    if (ports.size() != 1)
        return 0;
    const NetworkPolicyPort &item = ports.front();
    const auto protocol = static_cast<std::uint64_t>(item.protocol.value_or(Protocol::Tcp)) + 1;
    if (!item.port)
        return item.endPort ? 0 : protocol << 32u;
    const auto *number = std::get_if<std::uint16_t>(&*item.port);
    if (!number || *number == 0 || item.endPort.value_or(*number) < *number)
        return 0;
    return protocol << 32u | std::uint64_t(*number) << 16u | item.endPort.value_or(*number);
}

/// Numbers places from 0 in the order in which they first come, each beside its number.
class PlaceTable
{
public:
    /// The number of the place, and whether it is new.
    std::pair<std::uint32_t, bool> add(const void *place)
    {
        if (4 * (m_size + 1) > 3 * m_slots.size())
            grow();
        Slot &slot = slotOf(place);
        if (slot.number != InternTable::none)
            return { slot.number, false };
        slot = { place, static_cast<std::uint32_t>(m_size++) };
        return { slot.number, true };
    }

private:
    struct Slot
    {
        const void *place = nullptr;
        std::uint32_t number = InternTable::none;
    };

    Slot &slotOf(const void *place)
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = mixed(reinterpret_cast<std::uintptr_t>(place)) & mask;
        while (m_slots[i].number != InternTable::none && m_slots[i].place != place)
            i = (i + 1) & mask;
        return m_slots[i];
    }

    void grow()
    {
        const std::vector<Slot> old = std::exchange(m_slots, {});
        m_slots.resize(old.empty() ? 1024 : 2 * old.size());
        for (const Slot &slot : old) {
            if (slot.number != InternTable::none)
                slotOf(slot.place) = slot;
        }
    }

    std::vector<Slot> m_slots; ///< a power of two, at most three quarters full
    std::size_t m_size = 0;
};

/// Asks for the rules of a policy that is read soon.
void prefetchRules(const NetworkPolicy &policy)
{
    constexpr std::size_t rulesPerLine = 64 / sizeof(NetworkPolicyRule);
    for (const auto *rules : { &policy.ingress, &policy.egress }) {
        for (std::size_t i = 0; i < rules->size(); i += rulesPerLine)
            prefetch(&(*rules)[i]);
    }
}

} // namespace

ClusterCoverage clusterCoverage(const IpRanges &addresses, const IpRanges &clusterRanges)
{
    if (addresses.isEmpty())
        return ClusterCoverage::None;
    if (clusterRanges.isEmpty())
        return addresses.contains(IpRanges::all()) ? ClusterCoverage::Whole : ClusterCoverage::Part;
    if (!addresses.intersects(clusterRanges))
        return ClusterCoverage::None;
    return addresses.contains(clusterRanges) ? ClusterCoverage::Whole : ClusterCoverage::Part;
}

PolicyCompilation::PolicyCompilation(PodSelection &selection, const IpRanges &clusterRanges)
    : m_selection(selection)
    , m_clusterRanges(clusterRanges)
{
    m_parts.sets = selection.sets();
}

std::uint32_t PolicyCompilation::setOf(const NetworkPolicyPeer &peer, const std::string &policyNamespace)
{
    return peer.namespaceSelector ? m_selection.setWhere(*peer.namespaceSelector, peer.podSelector)
                                  : m_selection.setIn(policyNamespace, *peer.podSelector);
}

std::uint32_t PolicyCompilation::peersOfSet(std::uint32_t set)
{
    if (set >= m_peersOfSet.size())
        m_peersOfSet.resize(set + 1, InternTable::none);
    if (m_peersOfSet[set] == InternTable::none) {
        m_peersOfSet[set] = static_cast<std::uint32_t>(m_parts.peers.size());
        m_parts.peers.push_back({ false, ClusterCoverage::None, m_parts.numbers.keep({ &set, 1 }), {} });
    }
    return m_peersOfSet[set];
}

std::vector<std::uint32_t> PolicyCompilation::collectLists(
    const std::vector<Planned<NetworkPolicy>> &policies)
{
    std::size_t ruleCount = 0;
    for (const Planned<NetworkPolicy> &planned : policies)
        ruleCount += planned.object.ingress.size() + planned.object.egress.size();
    std::vector<std::uint32_t> listOfRule;
    listOfRule.reserve(ruleCount);
    PlaceTable table;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const Planned<NetworkPolicy> &planned = policies[i];
        if (i + 8 < policies.size()) {
            prefetch(&policies[i + 8].object.ingress);
            prefetch(&policies[i + 8].object.egress);
        }
        if (i + 3 < policies.size())
            prefetchRules(policies[i + 3].object);
        for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
            for (const NetworkPolicyRule &rule : *rules) {
                const auto *items = rule.peers.identity();
                const auto [number, isNew] = table.add(items);
                if (isNew)
                    m_lists.push_back({ items });
                listOfRule.push_back(number);
            }
        }
    }
    return listOfRule;
}

void PolicyCompilation::settleLists()
{
    constexpr std::size_t stage = 8;
    const auto itemsAt = [this](std::size_t i) { return i < m_lists.size() ? m_lists[i].items : nullptr; };
    for (std::size_t i = 0; i < m_lists.size(); ++i) {
        prefetch(itemsAt(i + 3 * stage));
        if (const auto *items = itemsAt(i + 2 * stage))
            prefetchAll(items->front());
        if (const auto *items = itemsAt(i + stage)) {
            for (const auto *selector : { &items->front().podSelector, &items->front().namespaceSelector }) {
                if (*selector && !(*selector)->matchLabels.empty())
                    prefetchAll(*(*selector)->matchLabels.begin());
            }
        }
        if (const auto *items = itemsAt(i + stage / 2)) { // long keys lie elsewhere
            const auto &homes = items->front().namespaceSelector;
            if (homes && !homes->matchLabels.empty())
                prefetch(homes->matchLabels.begin()->first.data());
        }
        PeerList &known = m_lists[i];
        const Peers list = known.items ? Peers(*known.items) : Peers();
        const bool isAlikeEverywhere =
            std::all_of(list.begin(), list.end(), [](const NetworkPolicyPeer &peer) {
                return peer.namespaceSelector.has_value() || !peer.podSelector.has_value();
            });
        std::string invalidity;
        if (isAlikeEverywhere)
            known.peers = peersOf(list, {}, invalidity);
        known.isSettled = isAlikeEverywhere && invalidity.empty();
    }
}

std::uint32_t PolicyCompilation::peersOf(
    Peers list, const std::string &policyNamespace, std::string &invalidity)
{
    const auto number = static_cast<std::uint32_t>(m_parts.peers.size());
    const auto isSelecting = [](const NetworkPolicyPeer &peer) {
        return peer.podSelector || peer.namespaceSelector;
    };
    if (list.size() == 1 && isSelecting(list.front()) && !list.front().ipBlock)
        return peersOfSet(setOf(list.front(), policyNamespace));
    CompiledPeers peers;
    std::vector<std::uint32_t> sets;
    peers.any = list.empty();
    std::string text, error;
    for (const NetworkPolicyPeer &peer : list) {
        const bool selects = isSelecting(peer);
        if (selects == peer.ipBlock.has_value()) {
            error = selects ? "a peer has both an ipBlock and a selector" : "a peer is empty";
        } else if (selects) {
            sets.push_back(setOf(peer, policyNamespace));
            text += "set " + std::to_string(sets.back()) + '\n';
        } else {
            peers.addresses |= addressesOf(*peer.ipBlock, error);
            text += "block " + peer.ipBlock->cidr;
            for (const std::string &except : peer.ipBlock->except)
                text += " " + except;
            text += '\n';
        }
    }
    if (!error.empty())
        invalidity = error;
    else if (const auto [found, isNew] = m_otherPeers.try_emplace(text, number); !isNew)
        return found->second;
    peers.coverage = clusterCoverage(peers.addresses, m_clusterRanges);
    peers.sets = m_parts.numbers.keep(sets);
    m_parts.peers.push_back(std::move(peers));
    return number;
}

std::uint32_t PolicyCompilation::portsOf(const NetworkPolicyRule &rule, std::string &invalidity)
{
    const auto number = static_cast<std::uint32_t>(m_parts.ports.size());
    if (m_lastPorts.first && m_lastPorts.first == rule.ports.identity())
        return m_lastPorts.second;
    const std::uint64_t key = keyOf(rule.ports);
    if (key != 0) {
        const auto found = std::find_if(m_singlePorts.begin(), m_singlePorts.end(),
            [key](const auto &known) { return known.first == key; });
        if (found != m_singlePorts.end()) {
            m_lastPorts = { rule.ports.identity(), found->second };
            return found->second;
        }
    }
    CompiledPorts ports;
    if (rule.ports.empty())
        ports.numbered = ConnectionSet::all();
    std::string error;
    for (const NetworkPolicyPort &item : rule.ports)
        addPort(ports, item, error);
    std::string text = toString(ports.numbered);
    for (const auto &[protocol, name] : ports.named)
        text += '\n' + std::string(nameOf(protocol)) + ' ' + name;
    if (!error.empty())
        invalidity = error;
    const auto [found, isNew] = m_ports.try_emplace(text, number);
    if (isNew)
        m_parts.ports.push_back(std::move(ports));
    if (key != 0 && m_singlePorts.size() < 16)
        m_singlePorts.emplace_back(key, found->second);
    return found->second;
}

std::vector<CompiledNetworkPolicy> PolicyCompilation::compile(
    const std::vector<Planned<NetworkPolicy>> &policies)
{
    const std::vector<std::uint32_t> listOfRule = collectLists(policies);
    settleLists();
    std::vector<CompiledNetworkPolicy> compiled;
    compiled.reserve(policies.size());
    const std::uint32_t *next = listOfRule.data();
    for (std::size_t i = 0; i < policies.size(); ++i) {
        if (i + 2 < policies.size() && !policies[i + 2].object.podSelector.matchLabels.empty())
            prefetchAll(*policies[i + 2].object.podSelector.matchLabels.begin());
        const NetworkPolicy &policy = policies[i].object;
        compiled.push_back(compile(policy, next));
        next += policy.ingress.size() + policy.egress.size();
    }
    m_lists.clear();
    return compiled;
}

CompiledNetworkPolicy PolicyCompilation::compile(const NetworkPolicy &policy, const std::uint32_t *listOfRule)
{
    CompiledNetworkPolicy compiled;
    const std::string &home = policy.meta.namespaceName;
    compiled.selected = m_parts.numbers.keep(m_selection.positionsIn(home, policy.podSelector));
    const auto compileDirection = [&](PolicyDirection direction,
                                      const std::vector<NetworkPolicyRule> &rules) {
        CompiledDirection &result = compiled.directions[static_cast<std::size_t>(direction)];
        result.isolates = appliesTo(policy, direction);
        m_rules.clear();
        for (const NetworkPolicyRule &rule : rules) {
            // Rules outside the policy types are validated, but play no part.
            const PeerList &known = m_lists[*listOfRule++];
            const CompiledRule compiledRule { known.isSettled
                    ? known.peers
                    : peersOf({ rule.peers.begin(), rule.peers.size() }, home, compiled.invalidity),
                portsOf(rule, compiled.invalidity) };
            if (result.isolates)
                m_rules.push_back(compiledRule);
        }
        result.rules = m_parts.rules.keep(m_rules);
    };
    compileDirection(PolicyDirection::Ingress, policy.ingress);
    compileDirection(PolicyDirection::Egress, policy.egress);
    return compiled;
}

} // namespace fourplane
