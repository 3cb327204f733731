// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/TraceBuilder.h"

#include "core/attack/CrowdAttempts.h"
#include "core/attack/ElementOrder.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

class TraceBuilder
{
public:
    TraceBuilder(PreparedAttack &attack, const std::vector<WorldMask> &worlds)
        : m_attack(attack)
        , m_model(attack.model())
        , m_grounding(attack.grounding())
        , m_worlds(worlds)
        , m_ranks(ranksById(m_model))
    {
    }

    Result<AttackTrace> run(const Job &job)
    {
        m_levels = derivationLevels(
            m_grounding.system,
            [this](std::uint32_t pivot) { return (m_attack.passage(pivot).open & 1u) != 0; },
            [this](std::uint32_t pivot) { return m_grounding.kinds[pivot] == PivotKind::Gathering; });
        if (!collectAttempts(job) || !writePivots(job))
            return failure("cancelled", "The simulation was stopped.");
        return std::move(m_trace);
    }

private:
    const PreparedRule &ruleOf(const Attempt &attempt) const { return m_attack.rules()[attempt.rule]; }

    EntityIndex from(const Attempt &attempt) const { return attempt.bindings[ruleOf(attempt).source]; }

    EntityIndex to(const Attempt &attempt) const { return attempt.bindings[ruleOf(attempt).target]; }

    std::vector<std::uint32_t> ranks(const Attempt &attempt) const
    {
        std::vector<std::uint32_t> list { m_ranks[from(attempt)], m_ranks[to(attempt)] };
        for (EntityIndex element : attempt.bindings)
            list.push_back(m_ranks[element]);
        return list;
    }

    bool collectAttempts(const Job &job)
    {
        countAttempts();
        std::vector<Attempt> all;
        for (std::uint32_t pivot = 0; pivot < m_grounding.system.pivotCount(); ++pivot) {
            if (isAttempt(pivot) && !isNeverWritten(pivot))
                addAttempt(pivot, all);
        }
        CrowdAttempts crowds(m_attack, m_levels, m_ranks);
        if (!crowds.run(job))
            return false;
        for (Attempt &attempt : crowds.takeAttempts())
            all.push_back(std::move(attempt));
        m_trace.further = crowds.further();
        std::vector<std::vector<std::uint32_t>> keys;
        for (const Attempt &attempt : all)
            keys.push_back(ranks(attempt));
        std::vector<std::size_t> order(all.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [&](std::size_t first, std::size_t second) {
            const auto key = [&](std::size_t i) {
                return std::tie(all[i].step, m_ruleRanks[all[i].rule], keys[i]);
            };
            return key(first) < key(second);
        });
        std::vector<Attempt> sorted;
        for (const std::size_t i : order)
            sorted.push_back(std::move(all[i]));
        all.clear();
        thinOut(sorted);
        keepDistinct(std::move(sorted));
        return true;
    }

    /// Of rules with more attempts than are written one by one leaves those that AttackTrace says, and counts
    /// the others. `all` is in order.
    void thinOut(std::vector<Attempt> &all)
    {
        std::map<std::uint32_t, std::map<std::vector<std::uint32_t>, std::vector<std::size_t>>> refused;
        std::set<std::pair<std::uint32_t, std::vector<std::uint32_t>>> gained;
        std::map<std::string, FurtherAttempts> further;
        for (const FurtherAttempts &known : m_trace.further)
            further[known.techniqueId] = known;
        std::vector<bool> isKept(all.size(), true);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Attempt &attempt = all[i];
            if (attempt.isOfCrowd || !isThinned(attempt.rule))
                continue;
            if (!attempt.blocking.isEmpty()) {
                isKept[i] = false;
                refused[attempt.rule][attempt.grants].push_back(i);
            } else if (!gained.emplace(attempt.rule, attempt.grants).second) {
                isKept[i] = false;
                ++furtherOf(further, attempt).succeeded;
            }
        }
        for (const auto &[rule, targets] : refused) {
            std::size_t written = 0;
            for (std::size_t turn = 0, most = 1; turn < most; ++turn) {
                for (const auto &[gains, attempts] : targets) {
                    most = std::max(most, attempts.size());
                    if (turn >= attempts.size())
                        continue;
                    if (written < blockedAttemptLimit) {
                        isKept[attempts[turn]] = true;
                        ++written;
                    } else {
                        ++furtherOf(further, all[attempts[turn]]).blocked;
                    }
                }
            }
        }
        std::size_t place = 0;
        std::erase_if(all, [&](const Attempt &) { return !isKept[place++]; });
        m_trace.further.clear();
        for (const auto &[id, count] : further)
            m_trace.further.push_back(count);
    }

    FurtherAttempts &furtherOf(std::map<std::string, FurtherAttempts> &further, const Attempt &attempt) const
    {
        const std::string &id = ruleOf(attempt).technique->id;
        FurtherAttempts &count = further[id];
        count.techniqueId = id;
        return count;
    }

    std::uint32_t stepOf(std::uint32_t pivot) const
    {
        std::uint32_t step = 0;
        for (std::uint32_t fact : m_grounding.system.premisesOf(pivot))
            step = std::max(step, m_levels[fact]);
        return step;
    }

    /// Whether the attacker comes to the pivot, by itself and not in a crowd, and it is worth a try.
    bool isAttempt(std::uint32_t pivot) const
    {
        if (m_grounding.isOfGroup[pivot])
            return false;
        const std::uint32_t step = stepOf(pivot);
        const auto grants = m_grounding.system.grantsOf(pivot);
        return step != noIndex && givesMore(grants, 1)
            && (m_attack.passage(pivot).blocking.isEmpty() || givesMore(grants, step + 1));
    }

    void countAttempts()
    {
        m_attemptCounts.assign(m_attack.rules().size(), 0);
        for (std::uint32_t pivot = 0; pivot < m_grounding.system.pivotCount(); ++pivot)
            m_attemptCounts[m_grounding.ruleOf[pivot]] += isAttempt(pivot) ? 1 : 0;
        std::vector<std::string> ids;
        for (const PreparedRule &rule : m_attack.rules())
            ids.push_back(rule.technique->id);
        std::sort(ids.begin(), ids.end());
        for (const PreparedRule &rule : m_attack.rules())
            m_ruleRanks.push_back(std::lower_bound(ids.begin(), ids.end(), rule.technique->id) - ids.begin());
    }

    /// Whether a rule has more attempts than are written one by one.
    bool isThinned(std::uint32_t rule) const { return m_attemptCounts[rule] > m_grounding.singleInstances; }

    /// Of those, what is blocked at what is held anyway.
    bool isNeverWritten(std::uint32_t pivot) const
    {
        return isThinned(m_grounding.ruleOf[pivot]) && !m_attack.passage(pivot).blocking.isEmpty()
            && !givesMore(m_grounding.system.grantsOf(pivot), noIndex);
    }

    void addAttempt(std::uint32_t pivot, std::vector<Attempt> &all)
    {
        const auto premises = m_grounding.system.premisesOf(pivot);
        const auto grants = m_grounding.system.grantsOf(pivot);
        const auto bindings = m_attack.bindingsOf(pivot);
        all.push_back({ m_grounding.ruleOf[pivot], { bindings.begin(), bindings.end() },
            { premises.begin(), premises.end() }, { grants.begin(), grants.end() }, stepOf(pivot) + 1,
            m_attack.passage(pivot).blocking });
    }

    /// Nobody tries hard for what is already held before the step.
    bool givesMore(std::span<const std::uint32_t> grants, std::uint32_t step) const
    {
        return std::any_of(grants.begin(), grants.end(),
            [this, step](std::uint32_t fact) { return m_levels[fact] >= step; });
    }

    void keepDistinct(std::vector<Attempt> all)
    {
        using Gains = std::vector<std::uint32_t>;
        using Key = std::tuple<std::uint32_t, EntityIndex, EntityIndex, Gains>;
        std::map<Key, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < all.size(); ++i) {
            Gains gains = all[i].grants;
            std::sort(gains.begin(), gains.end());
            groups[{ all[i].rule, from(all[i]), to(all[i]), std::move(gains) }].push_back(i);
        }
        std::vector<std::size_t> kept;
        for (const auto &[key, members] : groups) {
            const auto success = std::find_if(
                members.begin(), members.end(), [&all](std::size_t i) { return all[i].blocking.isEmpty(); });
            if (success != members.end()) {
                kept.push_back(*success);
                continue;
            }
            std::map<std::uint8_t, std::size_t> byPlanes;
            for (std::size_t i : members)
                byPlanes.try_emplace(all[i].blocking.bits(), i);
            for (const auto &[planes, i] : byPlanes)
                kept.push_back(i);
        }
        std::sort(kept.begin(), kept.end());
        for (std::size_t i : kept)
            m_attempts.push_back(std::move(all[i]));
    }

    Fact factOf(std::uint32_t number) const
    {
        const AttackerFact &fact = m_grounding.facts[number];
        return { m_model.id(fact.subject), std::string(relations()[fact.relation].name), {} };
    }

    bool isFoothold(std::uint32_t fact) const { return m_grounding.system.initial[fact] != 0; }

    /// The first kept pivot that gives each fact in world 0, by its place in m_attempts.
    std::vector<std::uint32_t> firstAttempts() const
    {
        std::vector<std::uint32_t> first(m_grounding.facts.size(), noIndex);
        for (std::uint32_t i = 0; i < m_attempts.size(); ++i) {
            if (!m_attempts[i].blocking.isEmpty())
                continue;
            for (std::uint32_t fact : m_attempts[i].grants) {
                if (!isFoothold(fact) && first[fact] == noIndex)
                    first[fact] = i;
            }
        }
        return first;
    }

    void writeFacts()
    {
        const std::vector<std::uint32_t> first = firstAttempts();
        std::vector<std::uint32_t> order;
        for (std::uint32_t fact = 0; fact < m_grounding.facts.size(); ++fact) {
            if (m_worlds[fact])
                order.push_back(fact);
        }
        const auto key = [&](std::uint32_t fact) {
            const AttackerFact &held = m_grounding.facts[fact];
            return std::tuple(m_levels[fact],
                first[fact] == noIndex ? std::string_view()
                                       : std::string_view(ruleOf(m_attempts[first[fact]]).technique->id),
                m_ranks[held.subject], relations()[held.relation].name);
        };
        std::sort(order.begin(), order.end(),
            [&](std::uint32_t one, std::uint32_t other) { return key(one) < key(other); });
        m_places.assign(m_grounding.facts.size(), noIndex);
        for (std::uint32_t fact : order) {
            m_places[fact] = static_cast<std::uint32_t>(m_trace.facts.size());
            // Facts that hold only where planes fail have no first pivot.
            m_trace.facts.push_back({ factOf(fact), m_worlds[fact], isFoothold(fact),
                (m_worlds[fact] & 1u) ? first[fact] : noIndex });
        }
    }

    std::vector<std::uint32_t> placesOf(std::span<const std::uint32_t> facts) const
    {
        std::vector<std::uint32_t> places;
        for (std::uint32_t fact : facts) {
            if (m_places[fact] != noIndex)
                places.push_back(m_places[fact]);
        }
        return places;
    }

    bool writePivots(const Job &job)
    {
        writeFacts();
        for (const Attempt &attempt : m_attempts) {
            if (job.isStopped())
                return false;
            const PreparedRule &rule = ruleOf(attempt);
            PassageReasons reasons = m_attack.gateKeeper().explain(rule, attempt.bindings);
            Pivot pivot;
            pivot.techniqueId = rule.technique->id;
            pivot.fromId = m_model.id(from(attempt));
            pivot.toId = m_model.id(to(attempt));
            pivot.premises = placesOf(attempt.premises);
            pivot.grants = placesOf(attempt.grants);
            pivot.blocks = std::move(reasons.blocks);
            pivot.notes = std::move(reasons.notes);
            pivot.step = static_cast<int>(attempt.step);
            m_trace.pivots.push_back(std::move(pivot));
        }
        return true;
    }

    PreparedAttack &m_attack;
    const DesignModel &m_model;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    std::vector<std::uint32_t> m_levels;
    std::vector<std::uint32_t> m_ranks; ///< by element
    std::vector<std::ptrdiff_t> m_ruleRanks; ///< by rule: in the order of technique ids
    std::vector<std::size_t> m_attemptCounts; ///< by rule
    std::vector<Attempt> m_attempts;
    std::vector<std::uint32_t> m_places; ///< place in the trace, by fact number
    AttackTrace m_trace;
};

} // namespace

Result<AttackTrace> buildTrace(PreparedAttack &attack, const std::vector<WorldMask> &worlds, const Job &job)
{
    const Scenario &scenario = attack.scenario();
    Result<AttackTrace> trace = TraceBuilder(attack, worlds).run(job);
    if (!trace)
        return trace;
    trace->scenarioName = scenario.name;
    trace->exploitability = scenario.exploitability;
    trace->jewels = scenario.jewels;
    for (const ElementId &jewel : scenario.jewels) {
        if (defenceDepth(*trace, jewel) == 0)
            trace->fallenJewels.push_back(jewel);
    }
    return trace;
}

AttackTrace buildTrace(PreparedAttack &attack, const std::vector<WorldMask> &worlds)
{
    return buildTrace(attack, worlds, Job {}).value();
}

Result<AttackTrace> traceOf(PreparedAttack &attack, const Job &job)
{
    job.progress(2, 3, "Asking the decision point");
    const auto worlds = solve(
        attack.grounding().system, [&](std::uint32_t pivot) { return attack.passage(pivot).open; }, job);
    if (!worlds)
        return tl::make_unexpected(worlds.error());
    return buildTrace(attack, *worlds, job);
}

} // namespace fourplane
