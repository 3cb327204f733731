// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/ProbeSet.h"

#include "core/base/Sha256.h"
#include "core/enforcement/PlanIndex.h"
#include "core/governance/PlanRelation.h"
#include "core/governance/QuestionIndex.h"

#include <algorithm>
#include <map>
#include <optional>

namespace fourplane {

namespace {

constexpr std::size_t idDigits = 10;

/// How hard a question is to try out; smaller is easier.
int effortOf(const PlanQuestion &question, const PlanIndex &index)
{
    const auto *access = std::get_if<AccessRequest>(&question.asked);
    if (!access || question.family != QuestionFamily::Traffic)
        return 0;
    int effort = 0;
    if (access->transport == Transport::Plaintext)
        effort += 8; // takes code that leaves its own proxy aside
    if (isStranger(access->sourceId))
        effort += 16; // takes a pod of its own
    else if (!index.pod(access->sourceId))
        effort += isStandIn(access->sourceId) ? 24 : 12; // takes a place outside the cluster
    else if (isStandIn(access->sourceId))
        effort += 4;
    if (isStranger(access->destinationId))
        effort += 16;
    else if (isStandIn(access->destinationId))
        effort += 2;
    const PlannedPod *pod = index.pod(access->destinationId);
    const bool isOffered =
        pod && std::any_of(pod->ports.begin(), pod->ports.end(), [access](const NamedPort &port) {
            return port.number == access->port && port.protocol == access->protocol;
        });
    effort += isOffered ? 0 : pod ? 2 : 1;
    effort += access->protocol == Protocol::Tcp ? 0 : 3;
    effort += access->method.empty() || access->method == "GET" ? 0 : 1;
    return effort;
}

class ProbeDeriver
{
public:
    ProbeDeriver(const EnforcementPlan &plan, const Job &job, const ProbeEffort &effort)
        : m_plan(withStandIns(plan))
        , m_decisions(m_plan)
        , m_mutations(mutationsOf(m_plan))
        , m_questions(inOrderOfEffort(m_plan, effort.nearby))
        , m_index(m_questions)
        , m_job(job)
        , m_effort(effort)
        , m_answers(m_questions.size())
    {
    }

    Result<ProbeSet> derived()
    {
        const std::vector<std::size_t> chosen = chosenMistakes(m_mutations.mutations.size(), m_effort);
        m_set.mistakes = m_mutations.mutations.size();
        m_set.tried = chosen.size();
        std::size_t next = 0;
        for (std::size_t i = 0; i < m_mutations.rules.size(); ++i) {
            m_job.progress(i, m_mutations.rules.size(), "Looking for probes");
            m_set.rules.push_back({ m_mutations.rules[i], {}, {} });
            if (m_job.isStopped())
                return failure("cancelled", "The search for probes was stopped.", "");
            const std::vector<std::size_t> questions =
                spread(m_index.within(m_mutations.rules[i]), m_effort.questions);
            for (; next < chosen.size() && m_mutations.mutations[chosen[next]].rule == i; ++next) {
                if (m_job.isStopped())
                    return failure("cancelled", "The search for probes was stopped.", "");
                addProbeAgainst(m_mutations.mutations[chosen[next]], questions);
            }
            const std::vector<std::size_t> some = spread(questions, m_effort.questions / 4);
            for (ProbeAnswer expected : { ProbeAnswer::Allowed, ProbeAnswer::Denied })
                addProbeExpecting(expected, some);
        }
        for (RuleProbes &rule : m_set.rules) {
            rule.allowed.clear();
            rule.denied.clear();
        }
        for (auto &[key, probe] : m_probes) {
            finish(probe);
            for (std::size_t i : m_provedBy[key])
                (probe.expected == ProbeAnswer::Allowed ? m_set.rules[i].allowed : m_set.rules[i].denied)
                    .insert(probe.id);
        }
        std::sort(m_set.probes.begin(), m_set.probes.end(),
            [](const Probe &a, const Probe &b) { return a.id < b.id; });
        return std::move(m_set);
    }

private:
    static std::vector<PlanQuestion> inOrderOfEffort(const EnforcementPlan &plan, bool nearby)
    {
        std::vector<PlanQuestion> questions = relationOf(plan, nearby);
        const PlanIndex index(plan);
        std::vector<std::pair<int, std::size_t>> order;
        for (std::size_t i = 0; i < questions.size(); ++i)
            order.emplace_back(effortOf(questions[i], index), i);
        std::sort(order.begin(), order.end());
        std::vector<PlanQuestion> sorted;
        sorted.reserve(questions.size());
        for (const auto &[effort, i] : order)
            sorted.push_back(std::move(questions[i]));
        return sorted;
    }

    const PlaneAnswers &answers(std::size_t question)
    {
        std::optional<PlaneAnswers> &known = m_answers[question];
        if (!known)
            known = answersTo(m_decisions, m_questions[question]);
        return *known;
    }

    bool isHidden(std::size_t question, Plane plane)
    {
        return m_questions[question].family == QuestionFamily::Traffic && plane == Plane::Identity
            && answers(question)[static_cast<std::size_t>(Plane::Network)] == ProbeAnswer::Denied;
    }

    /// The plane on which the mistake turns a known answer into its opposite.
    std::optional<Plane> changedPlane(const PolicyDecisionPoint &mutated, std::size_t question)
    {
        const PlaneAnswers &before = answers(question);
        const bool isKnown = std::any_of(
            before.begin(), before.end(), [](ProbeAnswer answer) { return answer != ProbeAnswer::Unknown; });
        if (!isKnown)
            return std::nullopt;
        const PlaneAnswers after = answersTo(mutated, m_questions[question]);
        std::optional<Plane> changed;
        for (std::size_t i = 0; i < planeCount; ++i) {
            const bool isOpposite = before[i] != after[i] && before[i] != ProbeAnswer::Unknown
                && after[i] != ProbeAnswer::Unknown;
            const Plane plane = static_cast<Plane>(i);
            if (isOpposite && (!changed || isHidden(question, *changed)))
                changed = plane;
        }
        return changed;
    }

    void addProbeAgainst(const PlanMutation &mutation, const std::vector<std::size_t> &nearby)
    {
        EnforcementPlan plan = m_plan;
        mutation.apply(plan);
        const PolicyDecisionPoint mutated(plan);
        std::optional<std::pair<std::size_t, Plane>> hidden;
        const auto found = [&](std::size_t question) {
            const std::optional<Plane> plane = changedPlane(mutated, question);
            if (plane && !isHidden(question, *plane)) {
                add(question, *plane);
                return true;
            }
            if (plane && !hidden)
                hidden = { question, *plane };
            return false;
        };
        if (std::none_of(nearby.begin(), nearby.end(), found) && hidden)
            add(hidden->first, hidden->second);
    }

    /// The rule begun last has to have a probe of each kind, one that its object decides if there is any.
    void addProbeExpecting(ProbeAnswer expected, const std::vector<std::size_t> &questions)
    {
        const RuleProbes &present = m_set.rules.back();
        if (!(expected == ProbeAnswer::Allowed ? present.allowed : present.denied).empty())
            return;
        const PlanRule &rule = present.rule;
        std::optional<std::size_t> fallback;
        for (std::size_t question : questions) {
            if (answers(question)[static_cast<std::size_t>(rule.plane)] != expected
                || isHidden(question, rule.plane))
                continue;
            const auto verdicts = verdictsOn(m_decisions, m_questions[question]);
            const auto &decider = verdicts[static_cast<std::size_t>(rule.plane)].decidedBy;
            if (decider && decider->name == rule.name && decider->namespaceName == rule.namespaceName) {
                add(question, rule.plane);
                return;
            }
            if (!fallback)
                fallback = question;
        }
        if (fallback)
            add(*fallback, rule.plane);
    }

    void add(std::size_t question, Plane plane)
    {
        Probe &probe = m_probes[{ question, plane }];
        RuleProbes &proved = m_set.rules.back();
        probe.question = m_questions[question];
        probe.plane = plane;
        probe.expected = answers(question)[static_cast<std::size_t>(plane)];
        probe.isHidden = isHidden(question, plane);
        probe.edges.insert(proved.rule.edges.begin(), proved.rule.edges.end());
        probe.rules.insert(titleOf(proved.rule));
        m_provedBy[{ question, plane }].insert(m_set.rules.size() - 1);
        // The id follows when all edges are known; until then its presence is what counts.
        (probe.expected == ProbeAnswer::Allowed ? proved.allowed : proved.denied).insert("");
    }

    void finish(Probe &probe)
    {
        const auto verdicts = verdictsOn(m_decisions, probe.question);
        const PlaneVerdict &verdict = verdicts[static_cast<std::size_t>(probe.plane)];
        probe.reason = verdict.reason;
        probe.decidedBy = verdict.decidedBy ? verdict.decidedBy->kind : "";
        probe.isIdentityOpen = verdicts[static_cast<std::size_t>(Plane::Identity)].verdict != Verdict::Deny;
        const std::string edge = probe.edges.empty() ? "design" : probe.edges.begin()->value();
        const std::string key = std::string(nameOf(probe.plane)) + "/" + keyOf(probe.question);
        probe.id = edge + "/" + std::string(nameOf(probe.expected)) + "/" + sha256(key).substr(0, idDigits);
        m_set.probes.push_back(probe);
    }

    EnforcementPlan m_plan;
    PolicyDecisionPoint m_decisions;
    PlanMutations m_mutations;
    std::vector<PlanQuestion> m_questions; ///< those easiest to try out first
    QuestionIndex m_index;
    const Job &m_job;
    const ProbeEffort m_effort;
    std::vector<std::optional<PlaneAnswers>> m_answers;
    std::map<std::pair<std::size_t, Plane>, Probe> m_probes;
    std::map<std::pair<std::size_t, Plane>, std::set<std::size_t>> m_provedBy;
    ProbeSet m_set;
};

} // namespace

Result<ProbeSet> deriveProbes(const EnforcementPlan &plan, const Job &job, const ProbeEffort &effort)
{
    return ProbeDeriver(plan, job, effort).derived();
}

} // namespace fourplane
