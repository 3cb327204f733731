// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactExplanation.h"

#include "core/attack/ConcludingInstances.h"
#include "core/attack/ElementOrder.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace fourplane {

namespace {

/// How many planes must fail at least for a fact to hold.
std::uint64_t fewestFailures(WorldMask worlds)
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
        , m_effort(m_model, assumptions)
        , m_options(options)
        , m_ranks(ranksById(m_model))
        , m_instances(attack)
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
            m_result.facts.push_back({ factOf(fact), 0, false, noIndex });
            listTechniques(fact);
            return std::move(m_result);
        }
        addFact(m_fact);
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

    Fact factOf(const AttackerFact &fact) const
    {
        return { m_model.id(fact.subject), std::string(relations()[fact.relation].name), {} };
    }

    const PreparedRule &ruleOf(const RuleInstance &instance) const { return m_attack.rules()[instance.rule]; }

    /// As AttackTrace orders attempts of a step.
    std::strong_ordering byName(const RuleInstance &one, const RuleInstance &other) const
    {
        if (const auto order = ruleOf(one).technique->id <=> ruleOf(other).technique->id; order != 0)
            return order;
        const auto ranks = [this](const RuleInstance &instance) {
            const PreparedRule &rule = ruleOf(instance);
            std::vector<std::uint32_t> list { m_ranks[instance.bindings[rule.source]],
                m_ranks[instance.bindings[rule.target]] };
            for (EntityIndex element : instance.bindings)
                list.push_back(m_ranks[element]);
            return list;
        };
        return ranks(one) <=> ranks(other);
    }

    bool comesBefore(const Candidate &one, const Candidate &other) const
    {
        if (one.first != other.first)
            return one.first < other.first;
        if (one.second != other.second)
            return one.second < other.second;
        return byName(one.instance, other.instance) < 0;
    }

    std::uint64_t costOf(DerivationMeasure measure, const RuleInstance &instance) const
    {
        return measure == DerivationMeasure::Steps ? 1
                                                   : m_effort.secondsOf(ruleOf(instance), instance.bindings);
    }

    Result<LeastDerivations> derive(
        DerivationMeasure measure, unsigned world, std::uint32_t leftOut, const Job &job)
    {
        DerivationQuestion question;
        question.measure = measure;
        question.world = world;
        question.leftOut = leftOut;
        question.costOf = [&](std::uint32_t pivot) -> std::optional<std::uint64_t> {
            if (((m_attack.passage(pivot).open >> world) & 1U) == 0)
                return std::nullopt;
            if (m_grounding.kinds[pivot] == PivotKind::Gathering)
                return 0;
            return measure == DerivationMeasure::Steps
                ? 1
                : m_effort.secondsOf(m_attack.ruleOf(pivot), m_attack.bindingsOf(pivot));
        };
        question.comesBefore = [this](std::uint32_t one, std::uint32_t other) {
            const auto order = byName(m_instances.instanceOf(one), m_instances.instanceOf(other));
            return order < 0 || (order == 0 && one < other);
        };
        return LeastDerivations::find(m_grounding.system, question, job);
    }

    std::uint32_t addFact(std::uint32_t number)
    {
        const auto [place, isNew] =
            m_places.try_emplace(number, static_cast<std::uint32_t>(m_result.facts.size()));
        if (isNew)
            m_result.facts.push_back({ factOf(m_grounding.facts[number]), m_worlds[number],
                (m_grounding.system.initial[number] & 1U) != 0, noIndex });
        return place->second;
    }

    std::uint32_t addAttempt(const RuleInstance &instance)
    {
        const auto [place, isNew] =
            m_attempts.try_emplace(instance, static_cast<std::uint32_t>(m_result.attempts.size()));
        if (!isNew)
            return place->second;
        const PreparedRule &rule = ruleOf(instance);
        PassageReasons reasons = m_attack.gateKeeper().explain(rule, instance.bindings);
        ExplainedAttempt attempt;
        attempt.pivot.techniqueId = rule.technique->id;
        attempt.pivot.fromId = m_model.id(instance.bindings[rule.source]);
        attempt.pivot.toId = m_model.id(instance.bindings[rule.target]);
        for (std::uint32_t fact : m_instances.premisesOf(instance))
            attempt.pivot.premises.push_back(addFact(fact));
        for (std::uint32_t fact : m_instances.grantsOf(instance))
            attempt.pivot.grants.push_back(addFact(fact));
        attempt.pivot.blocks = std::move(reasons.blocks);
        attempt.pivot.notes = std::move(reasons.notes);
        attempt.open = m_instances.passage(instance).open;
        attempt.seconds = m_effort.secondsOf(rule, instance.bindings);
        const auto slowing = slowingControls(m_model, rule, instance.bindings);
        attempt.slowedBy.assign(slowing.begin(), slowing.end());
        attempt.through = elementsBesides(rule, instance);
        m_result.attempts.push_back(std::move(attempt));
        return place->second;
    }

    std::vector<ElementId> elementsBesides(const PreparedRule &rule, const RuleInstance &instance) const
    {
        std::vector<EntityIndex> told { instance.bindings[rule.source], instance.bindings[rule.target] };
        for (const Atom &atom : rule.attackerAtoms)
            told.push_back(instance.bindings[atom.subject]);
        for (const Atom &atom : rule.grants)
            told.push_back(instance.bindings[atom.subject]);
        std::vector<ElementId> others;
        for (EntityIndex element : instance.bindings) {
            if (std::find(told.begin(), told.end(), element) != told.end())
                continue;
            told.push_back(element);
            others.push_back(m_model.id(element));
        }
        return others;
    }

    /// The last attempt of a fact's derivation; of a crowd the member through which it goes.
    RuleInstance lastOf(const LeastDerivations &least, unsigned world, std::uint32_t fact) const
    {
        const std::uint32_t pivot = least.pivotOf(fact);
        if (m_grounding.kinds[pivot] != PivotKind::Crowd)
            return m_instances.instanceOf(pivot);
        const auto isCrowd = [this](std::uint32_t premise) { return premise >= m_grounding.facts.size(); };
        const auto premises = m_grounding.system.premisesOf(pivot);
        std::uint32_t member = *std::find_if(premises.begin(), premises.end(), isCrowd);
        while (isCrowd(member))
            member = m_grounding.system.premisesOf(least.pivotOf(member)).front();
        return m_instances.memberOf(pivot, member, world);
    }

    /// Attempts of a derivation by the facts that they are needed for.
    struct Collected
    {
        std::map<std::uint32_t, std::uint32_t> lastAttempts; ///< by fact; noIndex at the start
        Derivation derivation;
        std::vector<std::uint64_t> depths; ///< by place in the derivation
    };

    /// Adds the derivation of a fact that holds: on a stack of its own, since derivations may be long.
    void collect(const LeastDerivations &least, unsigned world, std::uint32_t root, Collected &collected)
    {
        struct Open
        {
            std::uint32_t fact;
            RuleInstance last;
            std::vector<std::uint32_t> premises;
            std::size_t next = 0;
        };

        std::vector<Open> stack;
        const auto open = [&](std::uint32_t fact) {
            if (collected.lastAttempts.count(fact) > 0)
                return;
            if (least.pivotOf(fact) == noIndex) {
                collected.lastAttempts[fact] = noIndex;
                return;
            }
            RuleInstance last = lastOf(least, world, fact);
            std::vector<std::uint32_t> premises = m_instances.premisesOf(last);
            stack.push_back({ fact, std::move(last), std::move(premises), 0 });
        };
        open(root);
        while (!stack.empty()) {
            if (stack.back().next < stack.back().premises.size()) {
                open(stack.back().premises[stack.back().next++]);
                continue;
            }
            const Open done = std::move(stack.back());
            stack.pop_back();
            collected.lastAttempts[done.fact] = append(done.last, done.premises, collected);
        }
    }

    /// Adds an attempt whose premises are all there.
    std::uint32_t append(
        const RuleInstance &instance, const std::vector<std::uint32_t> &premises, Collected &collected)
    {
        const std::uint32_t attempt = addAttempt(instance);
        std::vector<std::uint32_t> &attempts = collected.derivation.attempts;
        if (std::find(attempts.begin(), attempts.end(), attempt) != attempts.end())
            return attempt;
        std::uint64_t depth = 0;
        for (std::uint32_t premise : premises) {
            const std::uint32_t before = collected.lastAttempts.at(premise);
            if (before == noIndex)
                continue;
            const auto place = std::find(attempts.begin(), attempts.end(), before) - attempts.begin();
            depth = std::max(depth, collected.depths[static_cast<std::size_t>(place)]);
        }
        attempts.push_back(attempt);
        collected.depths.push_back(depth + 1);
        collected.derivation.steps = std::max(collected.derivation.steps, depth + 1);
        collected.derivation.seconds += m_result.attempts[attempt].seconds;
        return attempt;
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
        const auto least = derive(m_options.measure, 0, m_fact, job);
        const auto byOther = least ? derive(other, 0, m_fact, job) : least;
        if (!byOther)
            return tl::make_unexpected(byOther.error());

        std::array<std::vector<Candidate>, EnumNames<WayState>::names.size()> kept;
        std::optional<Candidate> bestByOther;
        const bool isThrough = m_instances.forEach(m_fact, job, [&](RuleInstance instance) {
            const std::vector<std::uint32_t> premises = m_instances.premisesOf(instance);
            const auto value = least->valueThrough(premises, costOf(m_options.measure, instance));
            const Passage passage = m_instances.passage(instance);
            const WayState state = !value    ? WayState::OutOfReach
                : passage.blocking.isEmpty() ? WayState::Open
                                             : WayState::Stopped;
            Candidate candidate { 0, 0, std::move(instance) };
            if (state == WayState::Open) {
                candidate.first = *byOther->valueThrough(premises, costOf(other, candidate.instance));
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
                    candidate.second = std::max(candidate.second, fewestFailures(m_worlds[premise]));
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

    Collected derivationThrough(const LeastDerivations &least, const RuleInstance &instance)
    {
        Collected collected;
        const std::vector<std::uint32_t> premises = m_instances.premisesOf(instance);
        for (std::uint32_t premise : premises)
            collect(least, 0, premise, collected);
        append(instance, premises, collected);
        return collected;
    }

    void addWay(const LeastDerivations &least, WayState state, const RuleInstance &instance)
    {
        FactWay way;
        way.state = state;
        way.attempt = addAttempt(instance);
        Collected collected;
        if (state == WayState::Open)
            collected = derivationThrough(least, instance);
        for (std::uint32_t premise : m_instances.premisesOf(instance)) {
            if (!least.holds(premise))
                way.missing.push_back(addFact(premise));
            else
                collect(least, 0, premise, collected);
        }
        for (const auto &[fact, attempt] : collected.lastAttempts) {
            if (attempt != noIndex)
                m_result.facts[addFact(fact)].givenBy = attempt;
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
        const auto least = derive(m_options.measure, world, noIndex, job);
        if (!least)
            return tl::make_unexpected(least.error());
        Collected collected;
        collect(*least, world, m_fact, collected);
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
    StepEffort m_effort;
    ExplainOptions m_options;
    std::vector<std::uint32_t> m_ranks; ///< by element
    ConcludingInstances m_instances;
    std::uint32_t m_fact = noIndex; ///< that is explained
    std::map<std::uint32_t, std::uint32_t> m_places; ///< in the result, by fact number
    std::map<RuleInstance, std::uint32_t> m_attempts; ///< places in the result
    FactExplanation m_result;
};

} // namespace

Result<PreparedAttack> prepareToExplain(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job)
{
    auto attack = PreparedAttack::make(project, decisions, catalogue, scenario, job);
    if (!attack || StepEffort::isOneForCrowds(*attack))
        return attack;
    PreparationOptions options;
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
