// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"

#include "core/decision/ConnectionKinds.h"
#include "core/decision/PodClasses.h"

#include <algorithm>
#include <unordered_map>

namespace fourplane {

namespace {

/// In place of a kind of connections: the rules alone do not tell, the evaluator has to.
constexpr std::uint32_t unclear = InternTable::none;

/// A class and a kind of connections.
using ClassKind = std::pair<std::uint32_t, std::uint32_t>;

/// What the policies of each class admit on one side of a connection: a kind for every class at the other
/// end, and more for some.
class Side
{
public:
    Side(const NetworkPolicyEngine &engine, const PodClasses &classes, ConnectionKinds &kinds,
        PolicyDirection direction)
        : m_engine(engine)
        , m_classes(classes)
        , m_kinds(kinds)
        , m_direction(direction)
        , m_toAll(classes.count(), ConnectionKinds::nothing)
    {
        for (const CompiledPorts &ports : engine.sides.parts().ports)
            m_portKinds.push_back(ports.named.empty() ? kinds.numberOf(ports.numbered) : unclear);
        for (const CompiledPeers &peers : engine.sides.parts().peers)
            m_admission.push_back(admissionOf(peers));
    }

    /// Reads the policies of a class: calls admit(peers, ports) for every rule about pods, and
    /// mayAdmit(class) for classes of which the rules do not tell.
    template <class Admit, class MayAdmit>
    void read(std::uint32_t number, Admit admit, MayAdmit mayAdmit)
    {
        const std::size_t pod = m_classes.members[number].front();
        const auto isolating = m_engine.sides.isolating(m_direction, pod);
        const bool hasCilium = !m_engine.cilium.isSilent(m_direction, pod) || m_engine.isAlwaysIsolated(pod);
        if (hasCilium || !m_engine.admin.isSilent(m_direction, pod)) {
            readFamilies(number, isolating, hasCilium, mayAdmit);
            return;
        }
        std::uint32_t toAll = isolating.empty() ? ConnectionKinds::everything : ConnectionKinds::nothing;
        for (std::uint32_t position : isolating) {
            const CompiledNetworkPolicy &policy = m_engine.sides.policy(position);
            if (!policy.invalidity.empty())
                toAll = unclear;
            for (const CompiledRule &rule : policy.in(m_direction).rules) {
                if (const std::uint32_t all = kindForAll(number, rule); all != ConnectionKinds::nothing)
                    toAll = together(toAll, all);
                else
                    admit(rule.peers, rule.ports);
            }
        }
        m_toAll[number] = toAll;
    }

    /// What the policies of the class admit whatever is at the other end.
    std::uint32_t toAll(std::uint32_t number) const { return m_toAll[number]; }

    /// The kind of a rule's ports wherever they are; unclear where they depend on the destination.
    std::uint32_t portsOnAll(std::uint32_t ports) const { return m_portKinds[ports]; }

    /// The kind of a rule's ports on a class of destinations.
    std::uint32_t portsOn(std::uint32_t ports, std::uint32_t destination)
    {
        if (m_portKinds[ports] != unclear)
            return m_portKinds[ports];
        return m_kinds.numberOf(NetworkPolicySides::portsOf(m_engine.sides.parts().ports[ports],
            &m_engine.plan.pods[m_classes.members[destination].front()]));
    }

    std::uint32_t together(std::uint32_t left, std::uint32_t right)
    {
        return left == unclear || right == unclear ? unclear : m_kinds.unionOf(left, right);
    }

private:
    /// Whom the peers of a rule admit.
    enum class Admission : std::uint8_t
    {
        Named, ///< the pods that they select, and nobody else in the cluster
        Everybody,
        Unclear ///< perhaps pods whose addresses their ipBlocks match
    };

    Admission admissionOf(const CompiledPeers &peers) const
    {
        const EngineBehaviour matchesPods = m_engine.plan.platform.ipBlockMatchesPods;
        if (peers.any)
            return Admission::Everybody;
        if (peers.coverage == ClusterCoverage::None || matchesPods == EngineBehaviour::No)
            return Admission::Named;
        return peers.coverage == ClusterCoverage::Whole && matchesPods == EngineBehaviour::Yes
            ? Admission::Everybody
            : Admission::Unclear;
    }

    /// What a rule for the class admits whatever is at the other end.
    std::uint32_t kindForAll(std::uint32_t number, const CompiledRule &rule)
    {
        if (m_admission[rule.peers] != Admission::Everybody)
            return m_admission[rule.peers] == Admission::Named ? ConnectionKinds::nothing : unclear;
        return m_direction == PolicyDirection::Ingress ? portsOn(rule.ports, number)
                                                       : m_portKinds[rule.ports];
    }

    /// Where admin policies or Cilium's speak too: who may be admitted at all.
    template <class MayAdmit>
    void readFamilies(
        std::uint32_t number, std::span<const std::uint32_t> isolating, bool hasCilium, MayAdmit mayAdmit)
    {
        const std::size_t pod = m_classes.members[number].front();
        const auto takeAll = [&](const std::optional<PodSelection::Positions> &pods) {
            for (std::uint32_t peer : pods.value_or(PodSelection::Positions {}))
                mayAdmit(m_classes.classOf[peer]);
            return pods.has_value();
        };
        const bool isIsolatedByCilium = hasCilium && !m_engine.cilium.dependsOnEnforcement(m_direction, pod)
            && (m_engine.isAlwaysIsolated(pod) || !m_engine.cilium.isolating(m_direction, pod).empty());
        bool isBounded = (!isolating.empty() || isIsolatedByCilium)
            && takeAll(m_engine.admin.mayAdmit(m_direction, pod))
            && takeAll(m_engine.cilium.mayAdmit(m_direction, pod));
        for (std::uint32_t position : isolating) {
            const CompiledNetworkPolicy &policy = m_engine.sides.policy(position);
            isBounded = isBounded && policy.invalidity.empty();
            for (const CompiledRule &rule : policy.in(m_direction).rules) {
                isBounded = isBounded && kindForAll(number, rule) == ConnectionKinds::nothing;
                for (std::uint32_t peer : m_classes.meantBy[rule.peers])
                    mayAdmit(peer);
            }
        }
        if (!isBounded)
            m_toAll[number] = unclear;
    }

    const NetworkPolicyEngine &m_engine;
    const PodClasses &m_classes;
    ConnectionKinds &m_kinds;
    const PolicyDirection m_direction;
    std::vector<Admission> m_admission; ///< by peers
    std::vector<std::uint32_t> m_portKinds; ///< by ports; unclear where they depend on the destination
    std::vector<std::uint32_t> m_toAll; ///< by class
};

/// Kinds by class for one class at the other end, emptied in no time.
class Row
{
public:
    explicit Row(std::size_t count)
        : m_cells(count)
    {
    }

    void start()
    {
        ++m_round;
        m_listed.clear();
    }

    template <class Join>
    void put(std::uint32_t number, std::uint32_t kind, Join join)
    {
        Cell &cell = m_cells[number];
        if (cell.round == m_round) {
            cell.kind = join(cell.kind, kind);
        } else {
            cell = { m_round, kind };
            m_listed.push_back(number);
        }
    }

    std::uint32_t at(std::uint32_t number, std::uint32_t otherwise) const
    {
        return m_cells[number].round == m_round ? m_cells[number].kind : otherwise;
    }

    const std::vector<std::uint32_t> &listed() const { return m_listed; }

private:
    struct Cell
    {
        std::uint32_t round = 0;
        std::uint32_t kind = 0;
    };

    std::vector<Cell> m_cells;
    std::vector<std::uint32_t> m_listed;
    std::uint32_t m_round = 0;
};

/// The join of both sides, one class of sources after another.
class Comparison
{
public:
    Comparison(const NetworkPolicyEvaluator &evaluator, const PodClasses &classes)
        : m_evaluator(evaluator)
        , m_classes(classes)
        , m_egress(evaluator.engine(), classes, m_kinds, PolicyDirection::Egress)
        , m_ingress(evaluator.engine(), classes, m_kinds, PolicyDirection::Ingress)
        , m_isSpecial(classes.count())
        , m_out(classes.count())
        , m_in(classes.count())
        , m_read(evaluator.engine().sides.parts().peers.size())
    {
        const NetworkPolicyEngine &engine = evaluator.engine();
        std::vector<std::pair<std::uint32_t, ClassKind>> byPeers;
        byPeers.reserve(4 * classes.count());
        std::vector<std::pair<std::uint32_t, std::uint32_t>> bySource;
        for (std::uint32_t number = 0; number < classes.count(); ++number) {
            const std::size_t pod = classes.members[number].front();
            // Nodes may be let through as such, and what is not understood may open anything.
            m_isSpecial[number] =
                !engine.enforcesPolicies() || engine.isOnHostNetwork(pod) || engine.isUnmodelled(pod);
            if (m_isSpecial[number]) {
                m_special.push_back(number);
                continue;
            }
            m_ingress.read(
                number,
                [&](std::uint32_t peers, std::uint32_t ports) {
                    byPeers.emplace_back(peers, ClassKind(number, m_ingress.portsOn(ports, number)));
                },
                [&](std::uint32_t source) { bySource.emplace_back(source, number); });
            if (m_ingress.toAll(number) != ConnectionKinds::nothing)
                m_openToAll.push_back(number);
        }
        m_usesOfPeers = { engine.sides.parts().peers.size(), byPeers };
        m_unclearOfSource = { classes.count(), bySource };
    }

    /// Calls found(destination, certain, possible) for every class to which `source` may open something.
    template <class Found>
    void destinations(std::uint32_t source, Found found)
    {
        if (m_isSpecial[source]) {
            for (std::uint32_t destination = 0; destination < m_classes.count(); ++destination)
                ask(source, destination, found);
            return;
        }
        readRows(source);
        for (std::uint32_t destination : m_special)
            ask(source, destination, found);
        const std::uint32_t toAll = m_egress.toAll(source);
        const auto decide = [&](std::uint32_t destination) {
            if (m_isSpecial[destination] || !hasOther(source, destination))
                return;
            const std::uint32_t out = m_out.at(destination, toAll);
            const std::uint32_t in = m_in.at(destination, m_ingress.toAll(destination));
            if (out == ConnectionKinds::nothing || in == ConnectionKinds::nothing)
                return;
            if (out == unclear || in == unclear) {
                ask(source, destination, found);
            } else if (const auto both = m_kinds.intersection(out, in); both != ConnectionKinds::nothing) {
                found(destination, both, both);
            }
        };
        if (toAll == ConnectionKinds::nothing) {
            for (std::uint32_t destination : m_out.listed())
                decide(destination);
            return;
        }
        for (std::uint32_t destination : m_in.listed())
            decide(destination);
        for (std::uint32_t destination : m_openToAll) {
            if (m_in.at(destination, unlisted) == unlisted)
                decide(destination);
        }
    }

    const ConnectionKinds &kinds() const { return m_kinds; }

private:
    static constexpr std::uint32_t unlisted = unclear - 1;

    /// Fills the rows of who lets `source` in, and of what it may send to those.
    void readRows(std::uint32_t source)
    {
        const auto join = [this](std::uint32_t a, std::uint32_t b) { return m_egress.together(a, b); };
        m_in.start();
        for (std::uint32_t peers : m_classes.peersMeaning[source]) {
            for (const auto &[destination, kind] : m_usesOfPeers[peers])
                m_in.put(destination, join(kind, m_ingress.toAll(destination)), join);
        }
        for (std::uint32_t destination : m_unclearOfSource[source])
            m_in.put(destination, unclear, join);
        m_out.start();
        m_read.start();
        m_egress.read(
            source,
            [&](std::uint32_t peers, std::uint32_t ports) {
                if (m_read.at(peers, unlisted) == ports)
                    return; // the same rule again
                m_read.put(peers, ports, [](std::uint32_t, std::uint32_t last) { return last; });
                const std::uint32_t alike = m_egress.portsOnAll(ports);
                for (std::uint32_t destination : m_classes.meantBy[peers]) {
                    if (m_in.at(destination, m_ingress.toAll(destination)) != ConnectionKinds::nothing)
                        m_out.put(destination,
                            alike != unclear ? alike : m_egress.portsOn(ports, destination), join);
                }
            },
            [&](std::uint32_t destination) { m_out.put(destination, unclear, join); });
        if (const std::uint32_t all = m_egress.toAll(source); all != ConnectionKinds::nothing) {
            for (std::uint32_t destination : m_out.listed())
                m_out.put(destination, all, join);
        }
    }

    /// True when a class has a pod that is not the one asking.
    bool hasOther(std::uint32_t source, std::uint32_t destination) const
    {
        return source != destination || m_classes.members[source].size() > 1;
    }

    template <class Found>
    void ask(std::uint32_t source, std::uint32_t destination, Found found)
    {
        if (!hasOther(source, destination))
            return;
        const Connectivity answer =
            m_evaluator.connections(m_classes.members[source].front(), m_classes.members[destination].back());
        if (!answer.possible.isEmpty())
            found(destination, m_kinds.numberOf(answer.certain), m_kinds.numberOf(answer.possible));
    }

    const NetworkPolicyEvaluator &m_evaluator;
    const PodClasses &m_classes;
    ConnectionKinds m_kinds;
    Side m_egress;
    Side m_ingress;
    std::vector<bool> m_isSpecial; ///< by class: the evaluator is asked about all its pairs
    std::vector<std::uint32_t> m_special; ///< those classes, ascending
    std::vector<std::uint32_t> m_openToAll; ///< that let in more than their rules' peers
    NumberLists<ClassKind> m_usesOfPeers; ///< destinations with what a rule of theirs admits, by its peers
    NumberLists<std::uint32_t> m_unclearOfSource; ///< destinations by source
    Row m_out; ///< of those that let the source in
    Row m_in;
    Row m_read; ///< the ports of the source's rules by their peers
};

} // namespace

Result<PodConnectivity> PodConnectivity::compute(const NetworkPolicyEvaluator &evaluator, const Job &job)
{
    constexpr std::uint32_t sourcesBetweenReports = 256;
    PodClasses classes(evaluator.engine());
    PodConnectivity result;
    Comparison comparison(evaluator, classes);
    std::unordered_map<std::uint64_t, std::uint32_t> numbers; // of m_kinds, by both kinds
    std::vector<std::uint32_t> numbersOfClear; // the same where both kinds are one
    const auto numberOf = [&](std::uint32_t certain, std::uint32_t possible) {
        const auto next = static_cast<std::uint32_t>(result.m_kinds.size());
        if (certain == possible) {
            if (certain >= numbersOfClear.size())
                numbersOfClear.resize(certain + 1, InternTable::none);
            if (numbersOfClear[certain] == InternTable::none) {
                numbersOfClear[certain] = next;
                result.m_kinds.push_back(
                    { comparison.kinds().set(certain), comparison.kinds().set(certain) });
            }
            return numbersOfClear[certain];
        }
        const auto [found, isNew] = numbers.try_emplace(std::uint64_t(certain) << 32u | possible, next);
        if (isNew)
            result.m_kinds.push_back({ comparison.kinds().set(certain), comparison.kinds().set(possible) });
        return found->second;
    };
    numberOf(ConnectionKinds::nothing, ConnectionKinds::nothing);
    numberOf(ConnectionKinds::everything, ConnectionKinds::everything);
    const auto count = static_cast<std::uint32_t>(classes.count());
    std::vector<Entry> row;
    result.m_open.reserve(count, 4 * std::size_t(count));
    for (std::uint32_t source = 0; source < count; ++source) {
        if (source % sourcesBetweenReports == 0) {
            if (job.isStopped())
                return failure("cancelled", "The connectivity of pods was cancelled.");
            job.progress(source, count, "Comparing pods");
        }
        row.clear();
        const auto add = [&](std::uint32_t destination, std::uint32_t certain, std::uint32_t possible) {
            row.emplace_back(destination, numberOf(certain, possible));
        };
        comparison.destinations(source, add);
        std::sort(row.begin(), row.end());
        for (const Entry &entry : row)
            result.m_open.push(entry);
        result.m_open.endList();
    }
    result.m_classOf = std::move(classes.classOf);
    result.m_members = std::move(classes.members);
    return result;
}

std::size_t PodConnectivity::openPairCount() const
{
    std::size_t count = 0;
    for (std::size_t source = 0; source < m_open.count(); ++source) {
        for (const auto &[destination, kind] : m_open[source])
            count += m_members[source].size() * m_members[destination].size()
                - (source == destination ? m_members[source].size() : 0);
    }
    return count;
}

const Connectivity &PodConnectivity::between(std::size_t source, std::size_t destination) const
{
    if (source == destination)
        return m_kinds[1];
    const std::span<const Entry> row = m_open[m_classOf[source]];
    const std::uint32_t wanted = m_classOf[destination];
    const auto found = std::lower_bound(row.begin(), row.end(), wanted,
        [](const Entry &entry, std::uint32_t number) { return entry.first < number; });
    return found != row.end() && found->first == wanted ? m_kinds[found->second] : m_kinds[0];
}

PodConnectivity::OpenPods PodConnectivity::openFrom(std::size_t source) const
{
    OpenPods found;
    found.reserve(m_open[m_classOf[source]].size());
    openFrom(source, found);
    return found;
}

void PodConnectivity::openFrom(std::size_t source, OpenPods &found) const
{
    found.clear();
    for (const auto &[destination, kind] : m_open[m_classOf[source]]) {
        for (std::uint32_t pod : m_members[destination]) {
            if (pod != source)
                found.emplace_back(pod, &m_kinds[kind]);
        }
    }
    if (!std::is_sorted(found.begin(), found.end())) // classes of one pod each are in order
        std::sort(found.begin(), found.end());
}

} // namespace fourplane
