// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignBuilder.h"

#include "core/attack/CampaignAttempts.h"
#include "core/attack/StepEffort.h"
#include "core/base/Philox.h"
#include "core/base/Sha256.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace fourplane {

namespace {

constexpr std::size_t sizeCheckInterval = 1024;
constexpr int fallsInNoWorld = static_cast<int>(planeCount) + 1;

/// Sixty-four bits of a text's SHA-256.
std::uint64_t numberOf(std::string_view text)
{
    const std::string digest = sha256(text);
    std::uint64_t number = 0;
    std::from_chars(digest.data(), digest.data() + 16, number, 16);
    return number;
}

/// Both numbers in one, in a way that nothing undoes by accident.
std::uint64_t mixed(std::uint64_t first, std::uint64_t second)
{
    const auto words =
        philox4x32({ static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first >> 32U),
                       static_cast<std::uint32_t>(second), static_cast<std::uint32_t>(second >> 32U) },
            { 0, 0 });
    return (std::uint64_t(words[1]) << 32U) | words[0];
}

int depthOf(WorldMask worlds)
{
    int depth = fallsInNoWorld;
    for (unsigned world = 0; world < 16; ++world) {
        if (worlds & (1U << world))
            depth = std::min(depth, std::popcount(world));
    }
    return depth;
}

class Builder
{
public:
    Builder(PreparedAttack &attack, const CampaignAssumptions &assumptions, std::vector<WorldMask> worlds,
        const CampaignLimits &limits)
        : m_attack(attack)
        , m_limits(limits)
        , m_system(attack.grounding().system)
        , m_assumptions(assumptions)
        , m_worlds(std::move(worlds))
        , m_graph(attack.grounding().facts.size())
    {
        for (EntityIndex entity = 0; entity < attack.model().size(); ++entity)
            m_entityNumbers.push_back(numberOf(attack.model().id(entity).value()));
    }

    Result<CampaignGraph> run(const Job &job)
    {
        listNames();
        addElements();
        for (std::uint32_t fact = 0; fact < m_graph.factCount(); ++fact) {
            if (m_system.initial[fact] & 1U)
                m_graph.addStart(fact);
        }
        CampaignAttempts attempts(m_attack, m_worlds);
        const bool isWhole = attempts.forEach([this](const AttemptsAlike &alike) { return add(alike); }, job);
        if (m_problem)
            return tl::make_unexpected(*m_problem);
        if (!isWhole)
            return failure("cancelled", "The campaign was stopped.");
        if (m_graph.bytes() > m_limits.bytes)
            return tooLarge("The steps of the campaign", m_limits.bytes);
        m_graph.finish();
        m_graph.attackDigest = digest();
        return std::move(m_graph);
    }

private:
    void listNames()
    {
        for (const Technique &technique : m_attack.catalogue().techniques) {
            m_graph.techniques.push_back(technique.id);
            for (const auto &[code, probability] : detectionOf(m_assumptions, technique))
                m_graph.evidence.push_back(code);
        }
        for (std::vector<std::string> *names : { &m_graph.techniques, &m_graph.evidence }) {
            std::sort(names->begin(), names->end());
            names->erase(std::unique(names->begin(), names->end()), names->end());
        }
    }

    /// What the exhaustive answer says falls, and every goal, by id.
    void addElements()
    {
        std::map<ElementId, WorldMask> worlds;
        std::map<ElementId, std::vector<std::uint32_t>> facts;
        for (std::uint32_t fact = 0; fact < m_attack.grounding().facts.size(); ++fact) {
            const AttackerFact &known = m_attack.grounding().facts[fact];
            if (!meansFall(relations()[known.relation].name))
                continue;
            const ElementId &id = m_attack.model().id(known.subject);
            worlds[id] = static_cast<WorldMask>(worlds[id] | m_worlds[fact]);
            facts[id].push_back(fact);
        }
        const std::vector<ElementId> &goals = m_attack.scenario().jewels;
        for (const ElementId &goal : goals)
            worlds.try_emplace(goal, WorldMask(0));
        for (const auto &[id, mask] : worlds) {
            const bool isGoal = std::find(goals.begin(), goals.end(), id) != goals.end();
            if (!isGoal && (mask & 1U) == 0)
                continue;
            const std::uint32_t element = m_graph.addElement({ id, isGoal, depthOf(mask) });
            for (std::uint32_t fact : facts[id])
                m_graph.fallsBy(element, fact);
        }
    }

    /// False when a limit is reached.
    bool add(const AttemptsAlike &attempts)
    {
        const Technique &technique = *m_attack.rules()[attempts.rule].technique;
        const std::size_t size = m_graph.steps().size();
        if (size >= m_limits.steps || attempts.starts.size() > m_limits.steps) {
            m_problem = failure("too-large",
                "The attack has more open steps than the " + std::to_string(m_limits.steps)
                    + " that a campaign holds.",
                "Play fewer techniques: name those of the scenario under \"techniques\".")
                            .value();
        } else if (size % sizeCheckInterval == 0 && m_graph.bytes() > m_limits.bytes) {
            m_problem = tooLarge("The steps of the campaign", m_limits.bytes).value();
        }
        if (m_problem)
            return false;
        const std::vector<std::uint32_t> laws = lawsOf(attempts);
        std::vector<CampaignAttempt> all;
        for (std::size_t i = 0; i < attempts.starts.size(); ++i) {
            CampaignAttempt attempt { attempts.starts[i], laws.size() == 1 ? laws.front() : laws[i] };
            if (m_graph.laws()[attempt.law].success != certainShare)
                attempt.key = keyOf(technique, attempts.bindingsOf(i));
            all.push_back(attempt);
        }
        m_graph.addAttempts(keyOf(technique, attempts.elements), all, attempts.premises, attempts.grants);
        return true;
    }

    std::uint64_t keyOf(const Technique &technique, std::span<const EntityIndex> elements)
    {
        std::uint64_t key = numberOfTechnique(technique);
        for (EntityIndex entity : elements)
            key = mixed(key, m_entityNumbers[entity]);
        return key;
    }

    /// By attempt, or one for all of them.
    std::vector<std::uint32_t> lawsOf(const AttemptsAlike &attempts)
    {
        const PreparedRule &rule = m_attack.rules()[attempts.rule];
        const std::size_t count = hasOneLaw(rule) ? 1 : attempts.starts.size();
        std::vector<std::uint32_t> laws;
        for (std::size_t i = 0; i < count; ++i)
            laws.push_back(
                lawOf(*rule.technique, slowingControls(m_attack.model(), rule, attempts.bindingsOf(i))));
        return laws;
    }

    /// Whether no control slows some of the attempts that are alike and not others.
    static bool hasOneLaw(const PreparedRule &rule)
    {
        const std::vector<bool> isTelling = CampaignAttempts::tellingVariables(rule);
        for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
            const Atom &condition = rule.conditions[i];
            if (!rule.technique->blockedBy[i].prevents
                && !(isTelling[condition.subject] && isTelling[condition.object]))
                return false;
        }
        return true;
    }

    std::uint64_t numberOfTechnique(const Technique &technique)
    {
        const auto [place, isNew] = m_techniqueNumbers.try_emplace(&technique, 0);
        if (isNew)
            place->second = numberOf(technique.id);
        return place->second;
    }

    std::uint32_t lawOf(const Technique &technique, const std::set<std::string> &controls)
    {
        const auto [place, isNew] = m_laws.try_emplace({ technique.id, controls }, 0);
        if (isNew) {
            const auto number =
                std::lower_bound(m_graph.techniques.begin(), m_graph.techniques.end(), technique.id)
                - m_graph.techniques.begin();
            place->second = m_graph.addLaw(lawFor(distributionFor(m_assumptions, technique, controls),
                detectionOf(m_assumptions, technique), static_cast<std::uint32_t>(number), m_graph.evidence));
        }
        return place->second;
    }

    std::string digest() const
    {
        std::string text = m_attack.scenario().name + "\n";
        const auto number = [&text](std::uint64_t value) {
            std::array<char, 24> digits {};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
            text.append(digits.data(), end);
            text += ' ';
        };
        for (std::uint32_t fact : m_graph.starts())
            number(fact);
        for (std::uint32_t fact = 0; fact < m_graph.factCount(); ++fact) {
            if (m_graph.elementOf(fact) == noIndex)
                continue;
            number(fact);
            text += m_graph.elements()[m_graph.elementOf(fact)].id.value() + "\n";
        }
        for (const CampaignElement &element : m_graph.elements()) {
            text += element.id.value() + "\n";
            number(element.isGoal);
            number(static_cast<std::uint64_t>(element.defenceDepth));
        }
        for (const StepLaw &law : m_graph.laws()) {
            number(law.technique);
            number(law.meanSeconds);
            number(law.success);
            number(law.detection);
            for (const auto &[code, share] : law.evidence)
                text += m_graph.evidence[code] + " ";
            text += '\n';
        }
        for (const CampaignStep &step : m_graph.steps()) {
            number(step.key);
            number(step.law);
            number(step.crowd);
            for (std::uint32_t fact : m_graph.premisesOf(step))
                number(fact);
            text += '>';
            for (std::uint32_t fact : m_graph.grantsOf(step))
                number(fact);
            text += '\n';
        }
        for (std::uint32_t fact = 0; fact < m_graph.factCount(); ++fact) {
            for (const CampaignGraph::Arrival &arrival : m_graph.arrivalsOf(fact)) {
                number(fact);
                number(arrival.crowd);
                number(arrival.isOwn ? m_graph.memberOf(arrival).weight : arrival.weight);
                number(arrival.isOwn ? m_graph.memberOf(arrival).success : certainShare);
                number(arrival.isOwn ? m_graph.memberOf(arrival).key : 0);
            }
        }
        return sha256(text);
    }

    PreparedAttack &m_attack;
    CampaignLimits m_limits;
    const GroundSystem &m_system;
    const CampaignAssumptions &m_assumptions;
    std::vector<WorldMask> m_worlds;
    CampaignGraph m_graph;
    std::optional<Error> m_problem;
    std::vector<std::uint64_t> m_entityNumbers;
    std::map<const Technique *, std::uint64_t> m_techniqueNumbers;
    std::map<std::pair<std::string, std::set<std::string>>, std::uint32_t> m_laws;
};

} // namespace

std::uint64_t campaignStepKey(std::string_view techniqueId, std::span<const ElementId> elements)
{
    std::uint64_t key = numberOf(techniqueId);
    for (const ElementId &id : elements)
        key = mixed(key, numberOf(id.value()));
    return key;
}

Result<CampaignGraph> campaignGraph(PreparedAttack &attack, const CampaignAssumptions &assumptions,
    const Job &job, const CampaignLimits &limits)
{
    auto worlds = solve(
        attack.grounding().system, [&](std::uint32_t pivot) { return attack.passage(pivot).open; }, job);
    if (!worlds)
        return tl::make_unexpected(worlds.error());
    return Builder(attack, assumptions, std::move(*worlds), limits).run(job);
}

} // namespace fourplane
