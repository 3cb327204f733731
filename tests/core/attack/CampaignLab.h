// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignGraph.h"

#include <vector>

namespace fourplane::test {

/// Builds small campaigns by hand. Every fact is an element of its own, with the same number; all steps have
/// one technique and one kind of evidence.
class CampaignLab
{
public:
    struct Law
    {
        double meanHours = 1;
        double success = 1;
        double detection = 0;
    };

    /// An attempt of a crowd.
    struct Member
    {
        std::uint32_t fact = 0;
        Law law; ///< detection is that of the step
        std::uint32_t number = 0; ///< its luck hangs on that
    };

    struct Step
    {
        std::vector<std::uint32_t> premises;
        std::vector<std::uint32_t> grants;
        Law law;
        bool isFree = false;
        std::vector<Member> members; ///< of a crowd; then `law` says only what is noticed
    };

    explicit CampaignLab(std::uint32_t factCount, std::uint64_t keySeed = 0);

    void start(std::uint32_t fact) { starts.push_back(fact); }

    void step(std::vector<std::uint32_t> premises, std::vector<std::uint32_t> grants, Law law);
    void freeStep(std::vector<std::uint32_t> premises, std::vector<std::uint32_t> grants);

    void crowd(std::vector<Member> members, std::vector<std::uint32_t> premises,
        std::vector<std::uint32_t> grants, double detection = 0);

    CampaignGraph graph() const;

    /// The same with a draw for each attempt of a crowd.
    CampaignGraph graphTakenApart() const;

    std::uint64_t keyOf(std::size_t step) const;
    std::uint64_t keyOf(std::size_t step, const Member &member) const;

    std::uint32_t factCount;
    std::uint64_t keySeed; ///< draws of labs with different seeds have nothing in common
    std::vector<std::uint32_t> starts;
    std::vector<Step> steps;

private:
    CampaignGraph graph(bool isApart) const;
};

} // namespace fourplane::test
