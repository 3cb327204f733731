// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FixSet.h"

#include "core/analysis/CandidateSettings.h"
#include "core/analysis/FixOracle.h"
#include "core/analysis/GroundCut.h"
#include "core/analysis/HittingSet.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace fourplane {

namespace {

/// Costs are pairs in one number, the first of which always decides.
constexpr long firstUnit = 100000;

/// Changes that may open ways of which every choice is tried; each doubles the work.
constexpr std::size_t mostOpenings = 4;

class FixFinder
{
public:
    FixFinder(DesignRun &design, const ControlRanking &ranking, const FixOptions &options, const Job &job)
        : m_design(design)
        , m_ranking(ranking)
        , m_options(options)
        , m_job(job)
        , m_oracle(design, job)
    {
    }

    Result<FixSearch> run()
    {
        for (const ElementId &goal : m_design.scenario().jewels) {
            if (m_design.reach().falls(goal))
                m_result.goals.push_back(goal);
        }
        if (m_result.goals.empty())
            return std::move(m_result);
        for (bool mayBreak : { false, true }) {
            m_mayBreak = mayBreak;
            if (auto searched = searchAll(); !searched)
                return tl::make_unexpected(searched.error());
            if (m_best || m_result.exceedsMaxChanges)
                return finish();
        }
        if (auto named = nameResidual(); !named)
            return tl::make_unexpected(named.error());
        return finish();
    }

private:
    /// A set of changes that closes the goals.
    struct Found
    {
        std::vector<ControlSetting> settings; ///< sorted
        long cost = 0;
    };

    bool isCandidate(const ControlCandidate &candidate) const
    {
        return candidate.lost.empty() && (m_mayBreak || candidate.brokenFlows.empty());
    }

    /// Changes that may open ways, where a technique makes use of them.
    std::vector<ControlSetting> openings() const
    {
        const RelationIndex shown = relationIndex("sends_credential");
        const auto &rules = m_design.attack().rules();
        const bool isUsed = std::any_of(rules.begin(), rules.end(), [shown](const PreparedRule &rule) {
            return std::any_of(rule.designAtoms.begin(), rule.designAtoms.end(),
                [shown](const Atom &atom) { return atom.relation == shown; });
        });
        std::vector<ControlSetting> settings;
        for (const ControlCandidate &candidate : m_ranking.candidates) {
            if (isUsed && mayOpenWays(candidate.setting.kind) && isCandidate(candidate))
                settings.push_back(candidate.setting);
        }
        std::sort(settings.begin(), settings.end());
        return settings;
    }

    /// More controls never reach more, but for changes that may open ways: every choice of those is tried,
    /// and the others are searched for each.
    Result<void> searchAll()
    {
        const std::vector<ControlSetting> choosable = openings();
        m_isProved = choosable.size() <= mostOpenings;
        std::vector<std::vector<ControlSetting>> choices { {}, choosable };
        if (m_isProved) {
            choices.clear();
            for (std::size_t bits = 0; bits < (std::size_t { 1 } << choosable.size()); ++bits) {
                choices.emplace_back();
                for (std::size_t i = 0; i < choosable.size(); ++i) {
                    if ((bits >> i) & 1u)
                        choices.back().push_back(choosable[i]);
                }
            }
        }
        for (const std::vector<ControlSetting> &chosen : choices) {
            m_forced = chosen;
            fillPool(choosable);
            if (limits().cost <= 0 || (m_options.maxChanges != 0 && chosen.size() > m_options.maxChanges))
                continue;
            const auto closed = closesWithAll();
            if (!closed)
                return tl::make_unexpected(closed.error());
            m_isClosable = m_isClosable || *closed;
            if (!*closed)
                continue;
            if (auto searched = search(); !searched)
                return searched;
        }
        m_result.exceedsMaxChanges = !m_best && m_isClosable && m_options.maxChanges != 0;
        return {};
    }

    void fillPool(const std::vector<ControlSetting> &openings)
    {
        m_forbidden.clear();
        m_pool.clear();
        m_costs.clear();
        m_constraints.clear();
        m_efforts.clear();
        for (const ControlCandidate &candidate : m_ranking.candidates) {
            if (!isCandidate(candidate))
                continue;
            m_efforts[candidate.setting] = candidate.effort;
            if (std::find(openings.begin(), openings.end(), candidate.setting) == openings.end())
                addToPool(candidate.setting);
        }
    }

    long costOfSetting(const ControlSetting &setting) const
    {
        const int effort = m_efforts.at(setting);
        return m_options.cost == FixCost::Count ? firstUnit + effort : firstUnit * effort + 1;
    }

    long forcedCost() const
    {
        return std::accumulate(m_forced.begin(), m_forced.end(), 0L,
            [this](long sum, const ControlSetting &setting) { return sum + costOfSetting(setting); });
    }

    void addToPool(const ControlSetting &setting)
    {
        m_efforts.emplace(setting, effortOfSetting(m_design.catalogue(), setting.kind));
        m_pool.push_back(setting);
        m_costs.push_back(costOfSetting(setting));
    }

    std::vector<ControlSetting> settingsOf(const Choice &choice) const
    {
        std::vector<ControlSetting> settings = m_forced;
        for (std::size_t element : choice)
            settings.push_back(m_pool[element]);
        std::sort(settings.begin(), settings.end());
        return settings;
    }

    Choice all() const
    {
        Choice choice(m_pool.size());
        std::iota(choice.begin(), choice.end(), std::size_t { 0 });
        return choice;
    }

    Choice complement(const Choice &choice) const
    {
        Choice rest;
        const Choice every = all();
        std::set_difference(
            every.begin(), every.end(), choice.begin(), choice.end(), std::back_inserter(rest));
        return rest;
    }

    Result<FixOutcome> ask(const Choice &choice) { return m_oracle.ask(settingsOf(choice)); }

    /// All changes together. What they make possible (a store that asks for credentials is read with grants)
    /// brings further changes to mind, until nothing new comes.
    Result<bool> closesWithAll()
    {
        for (;;) {
            const auto outcome = ask(all());
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                return true;
            const auto learned = learn(*outcome);
            if (!learned)
                return tl::make_unexpected(learned.error());
            if (!*learned)
                return false;
        }
    }

    /// Takes settings into the pool that bear on what still succeeds; whether there are any.
    Result<bool> learn(const FixOutcome &outcome)
    {
        bool isNew = false;
        for (const ControlSetting &setting : outcome.bearing) {
            if (m_efforts.count(setting) > 0 || mayOpenWays(setting.kind))
                continue;
            const auto alone = m_oracle.ask({ setting });
            if (!alone)
                return tl::make_unexpected(alone.error());
            if (!isAcceptable(*alone))
                continue;
            addToPool(setting);
            isNew = true;
        }
        return isNew;
    }

    Result<void> search()
    {
        if (auto tried = start(); !tried)
            return tried;
        for (;;) {
            const auto next = cheapestHittingSet(constraintSets(), m_costs, limits());
            if (!next)
                break;
            if (m_oracle.runs() >= m_options.maxRuns) {
                m_isProved = false;
                break;
            }
            m_job.progress(m_oracle.runs(), m_options.maxRuns, "Looking for a better fix set");
            const auto outcome = ask(*next);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                take(*next, *outcome);
            else if (auto grown = constrain(*next, *outcome); !grown)
                return grown;
        }
        return {};
    }

    HittingLimits limits() const
    {
        HittingLimits limits;
        if (m_best)
            limits.cost = m_best->cost - forcedCost();
        if (m_options.maxChanges != 0)
            limits.size = m_options.maxChanges - m_forced.size();
        limits.forbidden = m_forbidden;
        return limits;
    }

    /// A set that closes the goals: the best so far, or, where it refuses a declared flow, no set at all.
    void take(const Choice &choice, const FixOutcome &outcome)
    {
        const Found found { settingsOf(choice), costOf(choice, m_costs) + forcedCost() };
        if (!isAcceptable(outcome))
            m_forbidden.push_back(choice);
        else if ((m_options.maxChanges == 0 || found.settings.size() <= m_options.maxChanges)
            && (!m_best || found.cost < m_best->cost))
            m_best = found;
    }

    bool isAcceptable(const FixOutcome &outcome) const { return m_mayBreak || outcome.brokenFlows.empty(); }

    std::vector<Choice> constraintSets() const
    {
        std::vector<Choice> sets;
        for (const Choice &open : m_constraints)
            sets.push_back(complement(open));
        return sets;
    }

    /// A first set: the cheapest cut of the ground attack, where each change closes what it closes by itself.
    /// Mostly it is the best set already. Changes may do more or less together, so where it does not close
    /// the goals the set is put together one by one.
    Result<void> start()
    {
        if (!m_forced.empty())
            return greedy();
        const auto cut = cheapestCut(cutProblem(), m_job);
        if (!cut)
            return tl::make_unexpected(cut.error());
        if (*cut) {
            const auto outcome = ask(**cut);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                return prune(**cut);
        }
        return greedy();
    }

    CutProblem cutProblem()
    {
        const Grounding &grounding = m_design.attack().grounding();
        CutProblem problem { grounding.system, std::vector<bool>(grounding.system.pivotCount(), false), {},
            m_costs, {} };
        for (std::uint32_t pivot : m_design.reach().successes())
            problem.isOpen[pivot] = true;
        for (const ControlSetting &setting : m_pool) {
            const auto known = std::find_if(m_ranking.candidates.begin(), m_ranking.candidates.end(),
                [&setting](const ControlCandidate &candidate) { return candidate.setting == setting; });
            problem.closes.push_back(
                known == m_ranking.candidates.end() ? std::vector<std::uint32_t> {} : known->closedSteps);
        }
        for (std::uint32_t fact = 0; fact < grounding.facts.size(); ++fact) {
            const AttackerFact &held = grounding.facts[fact];
            const bool isGoal = std::find(m_result.goals.begin(), m_result.goals.end(),
                                    m_design.attack().model().id(held.subject))
                != m_result.goals.end();
            if (isGoal && meansFall(relations()[held.relation].name))
                problem.goals.push_back(fact);
        }
        return problem;
    }

    /// Starts from nothing, adds what closes the most goals, then what leaves the least risk, and takes away
    /// again what the others make needless.
    Result<void> greedy()
    {
        Choice chosen;
        for (;;) {
            const auto outcome = ask(chosen);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                break;
            const auto next = bestAddition(chosen, *outcome);
            if (!next)
                return tl::make_unexpected(next.error());
            chosen.insert(std::lower_bound(chosen.begin(), chosen.end(), *next), *next);
        }
        return prune(chosen);
    }

    Result<std::size_t> bestAddition(const Choice &chosen, const FixOutcome &now)
    {
        std::optional<std::tuple<std::size_t, int, long, std::size_t>> best;
        for (std::size_t element : bearingOn(now, chosen)) {
            Choice wider = chosen;
            wider.insert(std::lower_bound(wider.begin(), wider.end(), element), element);
            const auto outcome = ask(wider);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            const std::tuple rank(outcome->open.size(), outcome->risk, m_costs[element], element);
            if (!best || rank < *best)
                best = rank;
        }
        // Nothing bears on the way that is open; together the rest closes it.
        return best ? std::get<3>(*best) : complement(chosen).front();
    }

    /// Elements of the pool outside `chosen` that bear on the way that is open.
    Choice bearingOn(const FixOutcome &outcome, const Choice &chosen) const
    {
        Choice elements;
        for (std::size_t element : complement(chosen)) {
            if (outcome.bearing.count(m_pool[element]) > 0)
                elements.push_back(element);
        }
        return elements;
    }

    Result<void> prune(Choice choice)
    {
        Choice byCost = choice; // the dearest first
        std::stable_sort(byCost.begin(), byCost.end(),
            [this](std::size_t first, std::size_t second) { return m_costs[first] > m_costs[second]; });
        for (std::size_t element : byCost) {
            Choice smaller = choice;
            smaller.erase(std::find(smaller.begin(), smaller.end(), element));
            const auto outcome = ask(smaller);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                choice = smaller;
        }
        const auto outcome = ask(choice);
        if (!outcome)
            return tl::make_unexpected(outcome.error());
        take(choice, *outcome);
        return {};
    }

    /// Makes a set that leaves a goal open as large as it can be: one of the changes outside it is needed.
    Result<void> constrain(const Choice &choice, const FixOutcome &outcome)
    {
        if (auto learned = learn(outcome); !learned)
            return tl::make_unexpected(learned.error());
        Choice open = complement(bearingOn(outcome, choice));
        Choice rest = bearingOn(outcome, choice);
        const auto wide = ask(open);
        if (!wide)
            return tl::make_unexpected(wide.error());
        if (wide->open.empty()) { // changes that bear on nothing alone close it together
            open = choice;
            rest = complement(choice);
        }
        for (std::size_t element : rest) {
            Choice wider = open;
            wider.insert(std::lower_bound(wider.begin(), wider.end(), element), element);
            const auto more = ask(wider);
            if (!more)
                return tl::make_unexpected(more.error());
            if (!more->open.empty())
                open = wider;
        }
        m_constraints.push_back(open);
        return {};
    }

    Result<FixSearch> finish()
    {
        if (m_best) {
            if (auto made = makeFix(*m_best); !made)
                return tl::make_unexpected(made.error());
        }
        m_result.candidates = m_efforts.size();
        m_result.runs = m_oracle.runs();
        return std::move(m_result);
    }

    Result<void> makeFix(const Found &best)
    {
        FixSet fix;
        fix.isProvedBest = m_isProved;
        fix.settings = best.settings;
        for (const ControlSetting &setting : best.settings) {
            fix.controls.push_back(controlOf(setting.kind));
            fix.efforts.push_back(m_efforts.at(setting));
            fix.effort += fix.efforts.back();
        }
        const auto minimal = isMinimal(best.settings);
        if (!minimal)
            return tl::make_unexpected(minimal.error());
        fix.isMinimal = *minimal;
        if (auto proved = prove(fix); !proved)
            return proved;
        m_result.fix = std::move(fix);
        return {};
    }

    Result<bool> isMinimal(const std::vector<ControlSetting> &settings)
    {
        std::vector<std::vector<ControlSetting>> smaller;
        std::vector<ControlSetting> openings;
        for (const ControlSetting &setting : settings) {
            if (mayOpenWays(setting.kind)) {
                openings.push_back(setting);
                continue;
            }
            smaller.push_back(settings);
            std::erase(smaller.back(), setting);
        }
        for (std::size_t bits = 1; bits < (std::size_t { 1 } << openings.size()); ++bits) {
            smaller.push_back(settings);
            for (std::size_t i = 0; i < openings.size(); ++i) {
                if ((bits >> i) & 1u)
                    std::erase(smaller.back(), openings[i]);
            }
        }
        for (const std::vector<ControlSetting> &fewer : smaller) {
            const auto outcome = m_oracle.ask(fewer);
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            if (outcome->open.empty())
                return false;
        }
        return true;
    }

    /// The full attack before and after; what it says is what the report shows.
    Result<void> prove(FixSet &fix)
    {
        m_job.progress(0, 0, "Proving the fix set");
        auto before = m_design.trace(m_job);
        if (!before)
            return tl::make_unexpected(before.error());
        auto run = m_oracle.design(fix.settings);
        if (!run)
            return tl::make_unexpected(run.error());
        auto after = (*run)->trace(m_job);
        if (!after)
            return tl::make_unexpected(after.error());
        if (!after->fallenJewels.empty())
            return failure("unproved-fix", "The attack on the changed design contradicts the search.",
                "Report this as a defect of Fourplane.");
        fix.brokenFlows = m_oracle.brokenFlows(**run);
        fix.openedSteps = openedSteps(compareTraces(*before, *after).opened, m_design.attack().model());
        fix.changed = (*run)->project();
        fix.before = std::move(*before);
        fix.after = std::move(*after);
        return {};
    }

    Result<void> nameResidual()
    {
        m_forced = openings();
        auto run = m_oracle.design(settingsOf(all()));
        if (!run)
            return tl::make_unexpected(run.error());
        PreparedAttack &attack = (*run)->attack();
        for (const ElementId &goal : m_result.goals) {
            const auto fall = (*run)->reach().firstFall(goal);
            if (!fall)
                continue;
            ResidualPath path { goal, {} };
            for (std::uint32_t pivot : (*run)->reach().derivation(*fall)) {
                const PreparedRule &rule = attack.ruleOf(pivot);
                const auto bindings = attack.bindingsOf(pivot);
                path.steps.push_back({ rule.technique->id, attack.model().id(bindings[rule.source]),
                    attack.model().id(bindings[rule.target]) });
            }
            m_result.residual.push_back(std::move(path));
        }
        return {};
    }

    DesignRun &m_design;
    const ControlRanking &m_ranking;
    const FixOptions &m_options;
    const Job &m_job;
    FixOracle m_oracle;
    bool m_mayBreak = false;
    bool m_isProved = false;
    bool m_isClosable = false;
    std::optional<Found> m_best;
    std::vector<ControlSetting> m_forced; ///< changes that may open ways, in every set that is asked about
    std::map<ControlSetting, int> m_efforts; ///< of the forced ones and the pool
    std::vector<ControlSetting> m_pool;
    std::vector<long> m_costs; ///< by element of the pool
    std::vector<Choice> m_constraints; ///< largest known sets that leave a goal open
    std::vector<Choice> m_forbidden; ///< sets that close the goals and refuse a declared flow together
    FixSearch m_result;
};

} // namespace

bool mayOpenWays(SettingKind kind)
{
    return kind == SettingKind::StoreAuthentication;
}

Result<FixSearch> findFixSet(
    DesignRun &design, const ControlRanking &ranking, const FixOptions &options, const Job &job)
{
    return FixFinder(design, ranking, options, job).run();
}

} // namespace fourplane
