// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"

#include "core/decision/NetworkPolicyEngine.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace fourplane {

namespace {

using Positions = std::vector<std::uint32_t>;

/// The pods that a rule might mean at the other end; nothing = any of them.
using Candidates = std::optional<Positions>;

/// True when families of policies are at work whose rules are not looked through here.
bool hasOtherFamilies(const EnforcementPlan &plan)
{
    return !plan.adminPolicies.empty() || !plan.ciliumPolicies.empty()
        || plan.platform.ciliumEnforcement != CiliumEnforcement::Default;
}

/// Tells pods apart as far as NetworkPolicies can.
class PodClasses
{
public:
    explicit PodClasses(const NetworkPolicyEngine &engine)
        : m_engine(engine)
        , m_sets(engine.plan.pods.size())
    {
    }

    Positions classes()
    {
        const EnforcementPlan &plan = m_engine.plan;
        Positions result(plan.pods.size());
        if (hasOtherFamilies(plan)) {
            std::iota(result.begin(), result.end(), 0u);
            return result;
        }
        for (std::size_t i = 0; i < plan.networkPolicies.size(); ++i) {
            const CompiledNetworkPolicy &policy = m_engine.sides.policy(i);
            for (std::uint32_t pod : policy.selected)
                m_sets[pod].push_back(m_next);
            ++m_next;
            for (const CompiledDirection &direction : policy.directions) {
                for (const CompiledRule &rule : direction.rules) {
                    for (const PodSelection::Pods &pods : rule.podPeers)
                        note(pods);
                }
            }
        }
        std::map<std::pair<Positions, std::string>, std::uint32_t> known;
        for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
            const auto number = static_cast<std::uint32_t>(known.size());
            result[pod] =
                known.try_emplace({ std::move(m_sets[pod]), ownTraits(plan.pods[pod], pod) }, number)
                    .first->second;
        }
        return result;
    }

private:
    void note(const PodSelection::Pods &pods)
    {
        if (!m_seen.emplace(pods.get(), m_next).second)
            return;
        pods->forEach([this](std::size_t pod) { m_sets[pod].push_back(m_next); });
        ++m_next;
    }

    std::string ownTraits(const PlannedPod &pod, std::size_t position) const
    {
        std::string text = pod.hostNetwork ? "host " : "";
        if (m_engine.isUnmodelled({ position, nullptr, {} }))
            text += "unmodelled ";
        for (const NamedPort &port : pod.ports)
            text += port.name + "=" + std::to_string(port.number) + std::string(nameOf(port.protocol)) + " ";
        for (const ElementId &pool : pod.poolIds)
            text += pool.value() + " ";
        return text;
    }

    const NetworkPolicyEngine &m_engine;
    std::vector<Positions> m_sets; ///< by pod: the sets that it is in, by number
    std::unordered_map<const PodSet *, std::uint32_t> m_seen;
    std::uint32_t m_next = 0;
};

/// The pods to or from which a rule for `pod` might open something.
Candidates candidatesOf(const NetworkPolicyEngine &engine, PolicyDirection direction, std::size_t pod)
{
    const EnforcementPlan &plan = engine.plan;
    const auto &isolating = engine.sides.isolating(direction, pod);
    if (isolating.empty() || hasOtherFamilies(plan) || !engine.enforcesPolicies()
        || engine.isUnmodelled({ pod, nullptr, {} }) || plan.pods[pod].hostNetwork)
        return std::nullopt;
    Positions found;
    for (std::uint32_t position : isolating) {
        const CompiledNetworkPolicy &policy = engine.sides.policy(position);
        if (!policy.invalidity.empty())
            return std::nullopt;
        for (const CompiledRule &rule : policy.in(direction).rules) {
            const bool mayMeanPods = rule.coverage != ClusterCoverage::None
                && plan.platform.ipBlockMatchesPods != EngineBehaviour::No;
            if (rule.anyPeer || mayMeanPods)
                return std::nullopt;
            for (const PodSelection::Pods &pods : rule.podPeers)
                pods->forEach(
                    [&found](std::size_t peer) { found.push_back(static_cast<std::uint32_t>(peer)); });
        }
    }
    return found;
}

void makeUnique(Positions &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

Result<PodConnectivity> PodConnectivity::compute(const NetworkPolicyEvaluator &evaluator, const Job &job)
{
    const NetworkPolicyEngine &engine = evaluator.engine();
    const EnforcementPlan &plan = engine.plan;
    PodConnectivity result;
    result.m_classOf = PodClasses(engine).classes();
    for (std::size_t pod = 0; pod < result.m_classOf.size(); ++pod) {
        const std::size_t number = result.m_classOf[pod];
        if (number >= result.m_members.size())
            result.m_members.resize(number + 1);
        result.m_members[number].push_back(static_cast<std::uint32_t>(pod));
    }
    const std::size_t count = result.m_members.size();
    // Pods on the host network may be let through as nodes, and what is not understood may open anything.
    Positions always;
    for (std::size_t number = 0; number < count; ++number) {
        const std::size_t pod = result.m_members[number].front();
        if (plan.pods[pod].hostNetwork || engine.isUnmodelled({ pod, nullptr, {} }))
            always.push_back(static_cast<std::uint32_t>(number));
    }
    const auto inClasses = [&](PolicyDirection direction, std::size_t number) {
        Candidates found = candidatesOf(engine, direction, result.m_members[number].front());
        if (!found)
            return found;
        for (std::uint32_t &pod : *found)
            pod = result.m_classOf[pod];
        found->insert(found->end(), always.begin(), always.end());
        makeUnique(*found);
        return found;
    };
    // For each class of sources, the classes whose ingress it might pass; those with open ingress apart.
    std::vector<Positions> intoByRule(count);
    Positions openIngress;
    for (std::size_t destination = 0; destination < count; ++destination) {
        const Candidates sources = inClasses(PolicyDirection::Ingress, destination);
        if (!sources) {
            openIngress.push_back(static_cast<std::uint32_t>(destination));
            continue;
        }
        for (std::uint32_t source : *sources)
            intoByRule[source].push_back(static_cast<std::uint32_t>(destination));
    }
    std::map<std::string, std::uint32_t> kinds;
    const auto kindOf = [&](const Connectivity &connectivity) {
        const std::string key = toString(connectivity.certain) + "|" + toString(connectivity.possible);
        const auto [found, isNew] = kinds.try_emplace(key, static_cast<std::uint32_t>(result.m_kinds.size()));
        if (isNew)
            result.m_kinds.push_back(connectivity);
        return found->second;
    };
    kindOf({});
    kindOf({ ConnectionSet::all(), ConnectionSet::all() });
    result.m_open.resize(count);
    for (std::size_t source = 0; source < count; ++source) {
        if (job.isStopped())
            return failure("cancelled", "The connectivity of pods was cancelled.");
        job.progress(source, count, "Comparing pods");
        Positions destinations = std::move(intoByRule[source]);
        destinations.insert(destinations.end(), openIngress.begin(), openIngress.end());
        makeUnique(destinations);
        if (const Candidates out = inClasses(PolicyDirection::Egress, source)) {
            Positions both;
            std::set_intersection(
                destinations.begin(), destinations.end(), out->begin(), out->end(), std::back_inserter(both));
            destinations = std::move(both);
        }
        const Positions &from = result.m_members[source];
        for (std::uint32_t destination : destinations) {
            const Positions &to = result.m_members[destination];
            if (source == destination && to.size() == 1)
                continue;
            const Connectivity found = evaluator.connections(from.front(), to.back());
            if (!found.possible.isEmpty())
                result.m_open[source].emplace_back(destination, kindOf(found));
        }
    }
    return result;
}

std::size_t PodConnectivity::openPairCount() const
{
    std::size_t count = 0;
    for (std::size_t source = 0; source < m_open.size(); ++source) {
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
    const std::vector<Entry> &row = m_open[m_classOf[source]];
    const std::uint32_t wanted = m_classOf[destination];
    const auto found = std::lower_bound(row.begin(), row.end(), wanted,
        [](const Entry &entry, std::uint32_t number) { return entry.first < number; });
    return found != row.end() && found->first == wanted ? m_kinds[found->second] : m_kinds[0];
}

std::vector<std::pair<std::size_t, const Connectivity *>> PodConnectivity::openFrom(std::size_t source) const
{
    std::vector<std::pair<std::size_t, const Connectivity *>> found;
    for (const auto &[destination, kind] : m_open[m_classOf[source]]) {
        for (std::uint32_t pod : m_members[destination]) {
            if (pod != source)
                found.emplace_back(pod, &m_kinds[kind]);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace fourplane
