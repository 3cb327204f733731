// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignGraph.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

WordShare shareOf(double probability)
{
    return static_cast<WordShare>(
        std::llround(std::clamp(probability, 0.0, 1.0) * static_cast<double>(certainShare)));
}

std::uint32_t CampaignGraph::addLaw(StepLaw law)
{
    const auto known = std::find(m_laws.begin(), m_laws.end(), law);
    if (known != m_laws.end())
        return static_cast<std::uint32_t>(known - m_laws.begin());
    m_laws.push_back(std::move(law));
    return static_cast<std::uint32_t>(m_laws.size() - 1);
}

void CampaignGraph::addStep(std::uint64_t key, std::uint32_t law, std::span<const std::uint32_t> premises,
    std::span<const std::uint32_t> grants)
{
    CampaignStep step { key, law };
    step.premiseStart = static_cast<std::uint32_t>(m_ends.size());
    step.premiseCount = static_cast<std::uint32_t>(premises.size());
    m_ends.insert(m_ends.end(), premises.begin(), premises.end());
    step.grantStart = static_cast<std::uint32_t>(m_ends.size());
    step.grantCount = static_cast<std::uint32_t>(grants.size());
    m_ends.insert(m_ends.end(), grants.begin(), grants.end());
    m_steps.push_back(step);
}

std::uint32_t CampaignGraph::addElement(CampaignElement element)
{
    m_elements.push_back(std::move(element));
    return static_cast<std::uint32_t>(m_elements.size() - 1);
}

void CampaignGraph::finish()
{
    // Steps that wait for the same fact lie side by side, since they are looked at together.
    const auto firstPremise = [this](const CampaignStep &step) {
        return step.premiseCount == 0 ? noIndex : premisesOf(step).front();
    };
    std::stable_sort(m_steps.begin(), m_steps.end(),
        [&firstPremise](const CampaignStep &first, const CampaignStep &second) {
            return firstPremise(first) < firstPremise(second);
        });
    m_useStarts.assign(factCount() + 1, 0);
    for (const CampaignStep &step : m_steps) {
        for (std::uint32_t fact : premisesOf(step))
            ++m_useStarts[fact + 1];
    }
    for (std::size_t i = 1; i < m_useStarts.size(); ++i)
        m_useStarts[i] += m_useStarts[i - 1];
    m_uses.resize(m_useStarts.back());
    std::vector<std::uint32_t> next(m_useStarts.begin(), m_useStarts.end() - 1);
    m_openingSteps.clear();
    for (std::uint32_t i = 0; i < m_steps.size(); ++i) {
        if (m_steps[i].premiseCount == 0)
            m_openingSteps.push_back(i);
        for (std::uint32_t fact : premisesOf(m_steps[i]))
            m_uses[next[fact]++] = i;
    }
}

} // namespace fourplane
