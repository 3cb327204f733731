// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactExplanation.h"

#include "core/attack/DerivationWriter.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace fourplane {

namespace {

/// How many planes must fail at least for a fact to hold.
std::uint64_t failuresNeeded(WorldMask worlds)
{
    const std::vector<PlaneSet> sets = smallestPlaneSets(worlds);
    return sets.empty() ? planeCount + 1 : static_cast<std::uint64_t>(std::popcount(sets.front().bits()));
}

class Explainer
{
public:
    Explainer(PreparedAttack &attack, const std::vector<WorldMask> &worlds,
        const CampaignAssumptions &assumptions, const ExplainOptions &options)
        : m_attack(attack)
        , m_model(attack.model())
        , m_grounding(attack.grounding())
        , m_worlds(worlds)
        , m_options(options)
        , m_writer(attack, worlds, assumptions, m_result)
    {
        m_result.scenarioName = attack.scenario().name;
        m_result.exploitability = attack.scenario().exploitability;
        m_result.assumptionsName = assumptions.name;
        m_result.measure = options.measure;
    }

    Result<FactExplanation> run(const AttackerFact &fact, const Job &job)
    {
        m_fact = m_grounding.numberOf(fact);
        if (m_fact == noIndex) { // nothing in play gives it in any world
            m_result.facts.push_back({ m_writer.factOf(fact), 0, false, noIndex });
            listTechniques(fact);
            return std::move(m_result);
        }
        m_writer.addFact(m_fact);
        if (auto done = explainWays(job); !done)
            return tl::make_unexpected(done.error());
        if (!m_result.holds()) {
            listTechniques(fact);
            if (auto done = explainFall(job); !done)
                return tl::make_unexpected(done.error());
        }
        return std::move(m_result);
    }

private:
    struct Candidate
    {
        std::uint64_t first = 0; ///< the order among ways of one state: this, then the next, then names
        std::uint64_t second = 0;
        RuleInstance instance;
    };

    bool comesBefore(const Candidate &one, const Candidate &other) const
    {
        if (one.first != other.first)
            return one.first < other.first;
        if (one.second != other.second)
            return one.second < other.second;
        return m_writer.byName(one.instance, other.instance) < 0;
    }

    void keepBest(std::vector<Candidate> &kept, std::size_t state, Candidate candidate)
    {
        const auto isWorse = [this](const Candidate &one, const Candidate &other) {
            return comesBefore(one, other);
        };
        kept.push_back(std::move(candidate));
        std::push_heap(kept.begin(), kept.end(), isWorse);
        if (kept.size() <= std::min(m_options.mostWays, wayLimit))
            return;
        std::pop_heap(kept.begin(), kept.end(), isWorse);
        kept.pop_back();
        ++m_result.further[state];
    }

    Result<void> explainWays(const Job &job)
    {
        const DerivationMeasure other = m_options.measure == DerivationMeasure::Steps
            ? DerivationMeasure::Effort
            : DerivationMeasure::Steps;
        const auto least = m_writer.derive(m_options.measure, 0, m_fact, job);
        const auto byOther = least ? m_writer.derive(other, 0, m_fact, job) : least;
        if (!byOther)
            return tl::make_unexpected(byOther.error());

        std::array<std::vector<Candidate>, EnumNames<WayState>::names.size()> kept;
        std::optional<Candidate> bestByOther;
        const bool isThrough = m_writer.instances().forEach(m_fact, job, [&](RuleInstance instance) {
            const std::vector<std::uint32_t> premises = m_writer.instances().premisesOf(instance);
            const auto value = least->valueThrough(premises, m_writer.costOf(m_options.measure, instance));
            const Passage passage = m_writer.instances().passage(instance);
            const WayState state = !value    ? WayState::OutOfReach
                : passage.blocking.isEmpty() ? WayState::Open
                                             : WayState::Stopped;
            Candidate candidate { 0, 0, std::move(instance) };
            if (state == WayState::Open) {
                candidate.first =
                    *byOther->valueThrough(premises, m_writer.costOf(other, candidate.instance));
                if (!bestByOther || comesBefore(candidate, *bestByOther))
                    bestByOther = candidate;
                candidate.first = *value;
            } else if (state == WayState::Stopped) {
                candidate.first = static_cast<std::uint64_t>(std::popcount(passage.blocking.bits()));
                candidate.second = *value;
            } else {
                for (std::uint32_t premise : premises) {
                    if (least->holds(premise))
                        continue;
                    ++candidate.first;
                    candidate.second = std::max(candidate.second, failuresNeeded(m_worlds[premise]));
                }
            }
            const auto place = static_cast<std::size_t>(state);
            keepBest(kept[place], place, std::move(candidate));
        });
        if (!isThrough)
            return failure("cancelled", "The explanation was stopped.");
        for (std::size_t state = 0; state < kept.size(); ++state) {
            std::sort(kept[state].begin(), kept[state].end(),
                [this](const Candidate &one, const Candidate &second) { return comesBefore(one, second); });
            for (const Candidate &candidate : kept[state]) {
                if (job.isStopped())
                    return failure("cancelled", "The explanation was stopped.");
                addWay(*least, static_cast<WayState>(state), candidate.instance);
            }
        }
        if (bestByOther)
            m_result.byOtherMeasure = derivationThrough(*byOther, bestByOther->instance).derivation;
        return {};
    }

    WrittenDerivation derivationThrough(const LeastDerivations &least, const RuleInstance &instance)
    {
        WrittenDerivation collected;
        const std::vector<std::uint32_t> premises = m_writer.instances().premisesOf(instance);
        for (std::uint32_t premise : premises)
            m_writer.collect(least, 0, premise, collected);
        m_writer.append(instance, premises, collected);
        return collected;
    }

    void addWay(const LeastDerivations &least, WayState state, const RuleInstance &instance)
    {
        FactWay way;
        way.state = state;
        way.attempt = m_writer.addAttempt(instance);
        WrittenDerivation collected;
        if (state == WayState::Open)
            collected = derivationThrough(least, instance);
        for (std::uint32_t premise : m_writer.instances().premisesOf(instance)) {
            if (!least.holds(premise))
                way.missing.push_back(m_writer.addFact(premise));
            else
                m_writer.collect(least, 0, premise, collected);
        }
        for (const auto &[fact, attempt] : collected.lastAttempts) {
            if (attempt != noIndex)
                m_result.facts[m_writer.addFact(fact)].givenBy = attempt;
        }
        way.derivation = std::move(collected.derivation);
        m_result.ways.push_back(std::move(way));
    }

    /// What it would take for the fact to hold after all.
    Result<void> explainFall(const Job &job)
    {
        m_result.fallsWithout = smallestPlaneSets(m_worlds[m_fact]);
        if (m_result.fallsWithout.empty())
            return {};
        const unsigned world = m_result.fallsWithout.front().bits();
        const auto least = m_writer.derive(m_options.measure, world, noIndex, job);
        if (!least)
            return tl::make_unexpected(least.error());
        WrittenDerivation collected;
        m_writer.collect(*least, world, m_fact, collected);
        m_result.ifThoseFailed = std::move(collected.derivation);
        return {};
    }

    void listTechniques(const AttackerFact &fact)
    {
        for (const PreparedRule &rule : m_attack.rules()) {
            const bool gives = std::any_of(rule.grants.begin(), rule.grants.end(), [&](const Atom &atom) {
                if (!m_model.hasType(fact.subject, rule.types[atom.subject]))
                    return false;
                const auto given = withImplied(m_model, { atom.relation, fact.subject });
                return std::any_of(given.begin(), given.end(),
                    [&fact](const AttackerFact &one) { return one.relation == fact.relation; });
            });
            if (gives)
                m_result.techniques.push_back(rule.technique->id);
        }
        std::sort(m_result.techniques.begin(), m_result.techniques.end());
    }

    PreparedAttack &m_attack;
    const DesignModel &m_model;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    ExplainOptions m_options;
    std::uint32_t m_fact = noIndex; ///< that is explained
    FactExplanation m_result;
    DerivationWriter m_writer; ///< into m_result
};

} // namespace

Result<PreparedAttack> prepareToExplain(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const GroundingLimits &limits)
{
    PreparationOptions options;
    options.limits = limits;
    auto attack = PreparedAttack::make(project, decisions, catalogue, scenario, job, options);
    if (!attack || StepEffort::isOneForCrowds(*attack))
        return attack;
    options.limits.singleInstances = std::numeric_limits<std::size_t>::max();
    return PreparedAttack::make(project, decisions, catalogue, scenario, job, options);
}

Result<FactExplanation> explainFact(PreparedAttack &attack, const std::vector<WorldMask> &worlds,
    const CampaignAssumptions &assumptions, const AttackerFact &fact, const ExplainOptions &options,
    const Job &job)
{
    return Explainer(attack, worlds, assumptions, options).run(fact, job);
}

} // namespace fourplane
