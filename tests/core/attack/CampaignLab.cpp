// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/CampaignLab.h"

#include "core/attack/CampaignBuilder.h"

namespace fourplane::test {

CampaignLab::CampaignLab(std::uint32_t facts, std::uint64_t seed)
    : factCount(facts)
    , keySeed(seed)
{
}

void CampaignLab::step(std::vector<std::uint32_t> premises, std::vector<std::uint32_t> grants, Law law)
{
    steps.push_back({ std::move(premises), std::move(grants), law, false });
}

void CampaignLab::freeStep(std::vector<std::uint32_t> premises, std::vector<std::uint32_t> grants)
{
    steps.push_back({ std::move(premises), std::move(grants), {}, true });
}

void CampaignLab::crowd(std::vector<Member> members, std::vector<std::uint32_t> premises,
    std::vector<std::uint32_t> grants, double detection)
{
    steps.push_back(
        { std::move(premises), std::move(grants), { 1, 1, detection }, false, std::move(members) });
}

std::uint64_t CampaignLab::keyOf(std::size_t step) const
{
    return campaignStepKey(
        "technique", std::vector { ElementId(std::to_string(keySeed)), ElementId(std::to_string(step)) });
}

std::uint64_t CampaignLab::keyOf(std::size_t step, const Member &member) const
{
    return campaignStepKey("technique",
        std::vector { ElementId(std::to_string(keySeed)), ElementId(std::to_string(step)),
            ElementId(std::to_string(member.number)) });
}

CampaignGraph CampaignLab::graph() const
{
    return graph(false);
}

CampaignGraph CampaignLab::graphTakenApart() const
{
    return graph(true);
}

CampaignGraph CampaignLab::graph(bool isApart) const
{
    CampaignGraph graph(factCount);
    graph.techniques = { "technique" };
    graph.evidence = { "RT" };
    for (std::uint32_t fact = 0; fact < factCount; ++fact)
        graph.fallsBy(graph.addElement({ ElementId(std::to_string(fact)) }), fact);
    for (std::uint32_t fact : starts)
        graph.addStart(fact);
    const auto lawOf = [&graph](const Law &law, double detection, bool isFree) {
        StepLaw made = lawFor({ law.meanHours, law.success }, {}, 0, graph.evidence);
        if (detection > 0)
            made = lawFor({ law.meanHours, law.success }, { { "RT", detection } }, 0, graph.evidence);
        made.isFree = isFree;
        return graph.addLaw(made);
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step &step = steps[i];
        if (step.members.empty()) {
            graph.addStep(
                keyOf(i), lawOf(step.law, step.law.detection, step.isFree), step.premises, step.grants);
            continue;
        }
        std::vector<CampaignAttempt> attempts;
        for (const Member &member : step.members) {
            attempts.push_back(
                { member.fact, lawOf(member.law, step.law.detection, false), keyOf(i, member) });
            std::vector<std::uint32_t> premises = step.premises;
            premises.push_back(member.fact);
            if (isApart)
                graph.addStep(attempts.back().key, attempts.back().law, premises, step.grants);
        }
        if (!isApart)
            graph.addAttempts(keyOf(i), attempts, step.premises, step.grants);
    }
    graph.finish();
    return graph;
}

} // namespace fourplane::test
