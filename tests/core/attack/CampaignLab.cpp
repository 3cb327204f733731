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

CampaignGraph CampaignLab::graph() const
{
    CampaignGraph graph(factCount);
    graph.techniques = { "technique" };
    graph.evidence = { "RT" };
    for (std::uint32_t fact = 0; fact < factCount; ++fact)
        graph.fallsBy(graph.addElement({ ElementId(std::to_string(fact)) }), fact);
    for (std::uint32_t fact : starts)
        graph.addStart(fact);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step &step = steps[i];
        StepLaw law = lawFor({ step.law.meanHours, step.law.success }, {}, 0, graph.evidence);
        if (step.law.detection > 0)
            law = lawFor({ step.law.meanHours, step.law.success }, { { "RT", step.law.detection } }, 0,
                graph.evidence);
        law.isFree = step.isFree;
        const std::vector<ElementId> ids { ElementId(std::to_string(keySeed)), ElementId(std::to_string(i)) };
        graph.addStep(campaignStepKey("technique", ids), graph.addLaw(law), step.premises, step.grants);
    }
    graph.finish();
    return graph;
}

} // namespace fourplane::test
